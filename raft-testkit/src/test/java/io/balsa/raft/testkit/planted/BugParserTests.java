package io.balsa.raft.testkit.planted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BugParserTests {
    private static final String FILE = "core/src/main/java/a/B.java";

    @TempDir
    Path root;

    private static PlantedBug parse(String text) {
        return BugParser.parse("X01.patch", text.lines().toList());
    }

    private static PlantedBug bug(String find, String put) {
        return parse("# why\ntitle: t\nsource: s\n\nfile: " + FILE + "\nfind:\n" + find + "\nput:\n" + put + "\nend\n");
    }

    private Map<String, String> plant(PlantedBug bug, String source) throws IOException {
        Path file = root.resolve(FILE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        return new SourceTree(root).plant(bug);
    }

    @Test
    void bugIsPutInPlaceOfWhatWasFound() throws IOException {
        PlantedBug bug = bug("  int a;\n\n  int b;", "  long a;");
        assertEquals(new PlantedBug("X01", "t", "s", Optional.empty(), bug.edits()), bug);
        assertEquals(Map.of("a.B", "class B {\n  long a;\n}\n"), plant(bug, "class B {\n  int a;\n\n  int b;\n}\n"));
    }

    @Test
    void laterEditsSeeWhatEarlierOnesPut() throws IOException {
        PlantedBug bug = parse(
                "title: t\nsource: s\nfile: " + FILE + "\nfind:\none\nput:\ntwo\nend\nfind:\ntwo\nput:\nthree\nend\n");
        assertEquals(Map.of("a.B", "class three"), plant(bug, "class one"));
    }

    @Test
    void textThatStandsNowhereOrTwiceIsAnErrorThatNamesBugAndFile() {
        for (String source : List.of("class C {}", "class B B")) {
            BugFormatException e = assertThrows(BugFormatException.class, () -> plant(bug("B", "D"), source));
            assertTrue(e.getMessage().contains("X01") && e.getMessage().contains(FILE), e.getMessage());
        }
    }

    @Test
    void fileThatIsNotThereIsAnError() {
        BugFormatException e = assertThrows(BugFormatException.class, () -> new SourceTree(root).plant(bug("B", "D")));
        assertTrue(e.getMessage().contains("X01: no file " + FILE), e.getMessage());
    }

    @Test
    void bugThatDoesNotCompileIsAnError() {
        BugFormatException e = assertThrows(
                BugFormatException.class,
                () -> MutantCompiler.compile(bug("B", "D"), Map.of("a.B", "package a; class B { int x = true; }")));
        assertTrue(e.getMessage().contains("X01") && e.getMessage().contains("incompatible types"), e.getMessage());
    }

    @Test
    void filesThatMakeNoSenseAreRefused() {
        for (String text : List.of(
                "title: t\nsource: s\n",
                "title: t\nnot yet: n\n",
                "title: t\nsource: s\nnot yet: n\nfile: f\nfind:\na\nput:\nb\nend\n",
                "title: t\nsource: s\nfile: f\nfind:\na\nput:\nb\n",
                "title: t\nsource: s\nfind:\na\nput:\nb\nend\n",
                "title: t\nsource: s\ncolour: red\n")) {
            BugFormatException e = assertThrows(BugFormatException.class, () -> parse(text), text);
            assertTrue(e.getMessage().startsWith("X01.patch: "), e.getMessage());
        }
    }
}
