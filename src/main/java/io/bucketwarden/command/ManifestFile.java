package io.bucketwarden.command;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bucketwarden.command.PolicyFile.Unusable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The documents of a file of YAML or JSON, in order; null for an empty one. */
public record ManifestFile(String name, List<@Nullable Object> documents) {

    private static final String STANDARD_INPUT = "-";

    /** All resources of a cluster in one document are long. */
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Reads the file, or standard input for {@code -}. */
    public static ManifestFile read(Path file) throws Unusable {
        var name = file.toString().equals(STANDARD_INPUT) ? "standard input" : file.toString();
        try {
            return parse(text(file), name);
        } catch (NoSuchFileException e) {
            throw new Unusable(name + ": no such file");
        } catch (AccessDeniedException e) {
            throw new Unusable(name + ": you may not read it");
        } catch (CharacterCodingException e) {
            throw new Unusable(name + " is not text in UTF-8");
        } catch (IOException e) {
            throw new Unusable(name + " cannot be read: " + e.getMessage());
        }
    }

    public static ManifestFile parse(String text, String name) throws Unusable {
        return new ManifestFile(name, documents(text, name));
    }

    private static String text(Path file) throws IOException, Unusable {
        if (file.toString().equals(STANDARD_INPUT)) {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (Files.isDirectory(file)) {
            throw new Unusable(file + " is a directory: name a file");
        }
        return Files.readString(file);
    }

    /** JSON is YAML, but for tabs at the start of a line. */
    private static List<@Nullable Object> documents(String text, String name) throws Unusable {
        var documents = new ArrayList<@Nullable Object>();
        try {
            if (text.stripLeading().startsWith("{") && text.contains("\n\t")) {
                documents.addAll(JSON.readerFor(Object.class).readValues(text).readAll());
            } else {
                new Load(SETTINGS).loadAllFromString(text).forEach(documents::add);
            }
            return documents;
        } catch (MarkedYamlEngineException e) {
            var where = e.getProblemMark()
                    .map(mark -> " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
                    .orElse("");
            throw new Unusable(name + " is not YAML" + where + ": " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new Unusable(name + " is not YAML: " + e.getMessage());
        } catch (JsonProcessingException e) {
            throw new Unusable(name + " is not JSON at line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new Unusable(name + " cannot be read: " + e.getMessage());
        }
    }
}
