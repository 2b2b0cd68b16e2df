import java.io.FileInputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;

/**
 * Runs veraPDF's own rules over files named as PROFILE=PATH, for example PDFUA-1=/tmp/certificate.pdf.
 *
 * Prints for each file a line "= RULES CHECKS PATH": how many rules there are and how often they were asked, and under it
 * a line "CLAUSE-TEST" for every rule that the file breaks. The library reads its profiles with JAXB, which Java has no
 * longer: they are read here.
 */
class VeraPdf {
    static final int MOST_FAILURES = 1000;

    public static void main(String[] named) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        Map<String, ValidationProfile> profiles = new HashMap<>();
        for (var one : named) {
            var parts = one.split("=", 2);
            if (!profiles.containsKey(parts[0])) profiles.put(parts[0], profile(parts[0]));
            check(parts[1], profiles.get(parts[0]));
        }
    }

    static void check(String path, ValidationProfile profile) throws Exception {
        var flavour = profile.getPDFAFlavour();
        try (var parser = Foundries.defaultInstance().createParser(new FileInputStream(path), flavour);
             var validator = ValidatorFactory.createValidator(profile, MOST_FAILURES, false, false, false)) {
            var result = validator.validate(parser);
            System.out.println("= " + profile.getRules().size() + " " + result.getTotalAssertions() + " " + path);
            result.getFailedChecks().keySet().stream()
                .map(rule -> rule.getClause() + "-" + rule.getTestNumber()).distinct().forEach(System.out::println);
        }
    }

    static ValidationProfile profile(String name) throws Exception {
        var xml = Profiles.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml");
        var root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).getDocumentElement();
        var flavour = PDFAFlavour.valueOf(root.getAttribute("flavour"));
        var details = Profiles.profileDetailsFromValues(name, "", "", new Date(0));
        Set<Rule> rules = new HashSet<>(all(root, "rule", element -> rule(flavour, element)));
        Set<Variable> variables = new HashSet<>(all(root, "variable", VeraPdf::variable));
        return Profiles.profileFromValues(flavour, details, "", rules, variables);
    }

    static Rule rule(PDFAFlavour flavour, Element element) {
        var id = (Element) element.getElementsByTagName("id").item(0);
        int number = Integer.parseInt(id.getAttribute("testNumber"));
        var rule = Profiles.ruleIdFromValues(flavour.getPart(), id.getAttribute("clause"), number);
        var error = Profiles.errorFromValues(text(element, "message"), new ArrayList<>());
        boolean deferred = Boolean.parseBoolean(element.getAttribute("deferred"));
        return Profiles.ruleFromValues(rule, element.getAttribute("object"), deferred, element.getAttribute("tags"),
            text(element, "description"), text(element, "test"), error, new ArrayList<>());
    }

    static Variable variable(Element element) {
        return Profiles.variableFromValues(element.getAttribute("name"), element.getAttribute("object"),
            text(element, "defaultValue"), text(element, "value"));
    }

    static <T> List<T> all(Element root, String name, Function<Element, T> made) {
        List<T> found = new ArrayList<>();
        var nodes = root.getElementsByTagName(name);
        for (int index = 0; index < nodes.getLength(); index++) found.add(made.apply((Element) nodes.item(index)));
        return found;
    }

    static String text(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent();
    }
}
