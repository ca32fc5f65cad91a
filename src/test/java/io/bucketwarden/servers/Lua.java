package io.bucketwarden.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * The real Lua 5.1 that setup got, with as little around a script as Argo CD leaves it: the functions of the base library,
 * {@code table}, and {@code date} and {@code time} of {@code require("os")}. No string, math, io or debug, and no methods of
 * strings.
 */
public final class Lua {

    /** Argo CD gives a script one second; a machine that is busy with tests may need more to start a process. */
    private static final long SECONDS = 30;

    /** And no script may take more of these than some thousand. */
    private static final int INSTRUCTIONS = 100_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String HARNESS = """
            local json
            local function quoted(text)
              return '"' .. text:gsub('[%c"\\\\]', function(c)
                return ('\\\\u%04x'):format(c:byte())
              end) .. '"'
            end
            local function list(value)
              local parts = {}
              for i, item in ipairs(value) do parts[i] = json(item) end
              return '[' .. table.concat(parts, ',') .. ']'
            end
            json = function(value)
              if type(value) == 'string' then return quoted(value) end
              if type(value) ~= 'table' then return tostring(value) end
              -- As Argo CD does it: a table without anything in it is a list.
              if next(value) == nil or value[1] ~= nil then return list(value) end
              local parts = {}
              for key, item in pairs(value) do parts[#parts + 1] = quoted(key) .. ':' .. json(item) end
              return '{' .. table.concat(parts, ',') .. '}'
            end
            local script = assert(loadstring(SCRIPT, '=script'))
            local modules = { os = { date = os.date, time = os.time } }
            local left = { obj = OBJECT, table = table, require = function(name)
              return modules[name] or error('there is no module ' .. name, 2)
            end }
            for _, name in ipairs { 'assert', 'error', 'getmetatable', 'ipairs', 'next', 'pairs', 'pcall', 'rawequal', 'rawget',
                'rawset', 'select', 'setmetatable', 'tonumber', 'tostring', 'type', 'unpack', 'xpcall' } do
              left[name] = _G[name]
            end
            left._G = left
            local methods, traced = getmetatable('').__index, debug.sethook
            getmetatable('').__index = nil
            traced(function() traced() error('it takes too long') end, '', INSTRUCTIONS)
            local result = setfenv(script, left)()
            traced()
            getmetatable('').__index = methods
            io.write(json(result))
            """;

    private Lua() {}

    /** Whether whoever runs the tests wants to go without. */
    public static boolean isLeftOut() {
        return SetUp.isLeftOut("lua");
    }

    /** Skips the test where that is so. */
    public static void assume() {
        Assumptions.assumeFalse(isLeftOut(), "BUCKETWARDEN_WITHOUT_LUA");
    }

    /**
     * What the script returns, given {@code obj}.
     *
     * @throws IllegalStateException when it fails, with what Lua says
     */
    public static JsonNode run(String script, JsonNode object) {
        var program = SetUp.program("lua/bin/lua5.1").toString();
        var text = new StringBuilder("local SCRIPT, INSTRUCTIONS, OBJECT = ")
                .append(quoted(script))
                .append(", ")
                .append(INSTRUCTIONS)
                .append(", ");
        table(object, text);
        try {
            var process = new ProcessBuilder(program, "-").start();
            try (var in = process.getOutputStream()) {
                in.write(text.append('\n').append(HARNESS).toString().getBytes(StandardCharsets.US_ASCII));
            }
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var failure = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The script does not end");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(failure);
            }
            return JSON.readTree(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As Argo CD passes an object: tables, lists from 1, and nothing for null. */
    private static void table(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            text.append('{');
            node.properties().forEach(field -> {
                text.append('[').append(quoted(field.getKey())).append("]=");
                table(field.getValue(), text);
                text.append(',');
            });
            text.append('}');
        } else if (node.isArray()) {
            text.append('{');
            node.forEach(item -> {
                table(item, text);
                text.append(',');
            });
            text.append('}');
        } else if (node.isTextual()) {
            text.append(quoted(node.asText()));
        } else {
            text.append(node.isNull() ? "nil" : node.asText());
        }
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (var b : text.getBytes(StandardCharsets.UTF_8)) {
            var c = b & 0xff;
            if (c >= ' ' && c < 127 && c != '"' && c != '\\') {
                quoted.append((char) c);
            } else {
                quoted.append("\\%03d".formatted(c));
            }
        }
        return quoted.append('"').toString();
    }
}
