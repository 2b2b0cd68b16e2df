from tests.walks.conftest import account, demo, demo_snapshot  # noqa: F401 (fixtures)
