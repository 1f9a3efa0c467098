using System.Text;
using System.Text.Json.Nodes;

namespace Registry.Api.Tests.Fuzzing;

/// <summary>Does to a request what no well-meaning client would.</summary>
internal sealed class Hostility(FuzzCallers callers, Random random)
{
    // Latin-1: each character is a byte.
    private static readonly string[] Segments =
    [
        "%00", "%2F", "%2f..%2f", "%2e%2e", "..", ".", "%", "%zz", "%e2%82", "%c0%af", "%f0%9f%98%80", "%ed%a0%80", "\u00e9", "\u00f0\u009f\u0098\u0080", "a%0d%0ab", "a%09b", "%20", "+", ";a=b",
        "a;b", "*", "{app}", "$metadata", "~", "%25", "%2525", "%5C", "\\", "a|b", "<script>", "'%20or%20'1'='1", "fuzz%7fz", "%EF%BB%BF", "%E2%80%AE", "%u0041", "@", ":", "a:b", "%3F", "%23",
    ];

    private static readonly string[] Values =
    [
        "", "%", "%00", "%zz", "%c0%af", "%ff", "1&1", "=", "%26", "+1", "-0", "0x10", "1_000", "\u00e9", "99999999999999999999999999", "1e400", "%0d%0aX:1", "..%2f", "'--", "[]", "%5B%5D", "%20", "1%00",
    ];

    private static readonly string[] Types =
    [
        "", "text/plain", "application/xml", "application/json; charset=utf-16", "application/json; charset=", "application/json;;", "json", "*/*", "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x", "multipart/form-data", "application/json, text/plain", "application/json; a=\"", "application/octet-stream", "\u00e9/\u00e9", "application/vnd.x+json; charset=utf-8",
    ];

    private static readonly string[] Methods = ["HEAD", "OPTIONS", "TRACE", "PATCH", "get", "FUZZ", "GET", "PUT", "POST", "DELETE", "CONNECT1"];

    public void Spoil(Draft draft)
    {
        draft.Expectation = Expectation.Any;
        for (var count = random.Next(1, 3); count > 0; count--)
        {
            SpoilOnce(draft);
        }
    }

    private void SpoilOnce(Draft draft)
    {
        switch (random.Next(8))
        {
            case 0 when draft.PathValues.Count > 0:
                var name = random.Pick([.. draft.PathValues.Keys]);
                draft.RawPathValues[name] = random.Chance(5) ? new('x', 7_000) : random.Chance(30) ? draft.PathValues[name] + random.Pick(Segments) : random.Pick(Segments);
                draft.Manner.Add($"{name} in the path is hostile");
                break;
            case 1:
                var known = draft.Operation.Parameters.Where(parameter => parameter.In == "query").Select(parameter => parameter.Name).ToArray();
                draft.Query.Add((known.Length > 0 && random.Chance(80) ? random.Pick(known) : random.Pick(Values), random.Pick(Values)));
                draft.Manner.Add("the query is hostile");
                break;
            case 2:
                AddHeader(draft);
                break;
            case 3:
                draft.Method = random.Pick(Methods);
                draft.Manner.Add("the method is another");
                break;
            case 4:
                draft.Caller = callers.Stranger(random);
                draft.Manner.Add("the caller is not known");
                break;
            case 5:
                SpoilTarget(draft);
                break;
            case 6:
                draft.ContentType = random.Pick(Types);
                draft.RawBody ??= draft.BodyBytes() ?? "{}"u8.ToArray();
                draft.Manner.Add("the media type is another");
                break;
            default:
                SpoilBody(draft);
                break;
        }
    }

    private void AddHeader(Draft draft)
    {
        draft.Manner.Add("a header is hostile");
        draft.Headers.Add(random.Next(14) switch
        {
            0 => ("If-Match", random.Pick(["W/\"1\"", "\"1\", \"2\"", "\"1\",*", "1", "\"", "\"\"", "*", "\u00e9", "\"00\"", "\"99999999999999999999\"", ",", "W/"])),
            1 => ("If-None-Match", random.Pick(["*", "W/\"1\"", "\"", "x", "\"a\", \"b\""])),
            2 => ("Idempotency-Key", Marks.Key + random.Pick(["\u00e9", " ", "\t", new string('k', 300), ",", "\u007f", "\u0001"])),
            3 => ("Idempotency-Key", Marks.Key + random.Digits(1)),
            4 => ("Range", random.Pick(["bytes=0-0", "bytes=-1", "bytes=5-1", "x"])),
            5 => (random.Pick(["If-Modified-Since", "If-Unmodified-Since", "If-Range", "Date"]), random.Pick(["Sat, 01 Jan 2050 00:00:00 GMT", "Sat, 01 Jan 2000 00:00:00 GMT", "yesterday", "\"x\""])),
            6 => ("Accept", random.Pick(["text/html", "", "image/png;q=0", "*/*;q=2", "application/problem+xml", "a/b/c"])),
            7 => ("Accept-Encoding", random.Pick(["gzip", "br;q=x", "*;q=0"])),
            8 => ("Content-Encoding", random.Pick(["gzip", "br", "x"])),
            9 => (random.Pick(["traceparent", "tracestate", "baggage", "Request-Id"]), random.Pick(["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "00-" + new string('0', 32) + "-0000000000000000-00", "x", "a=b", new string('a', 600), "\u00e9=\u00e9"])),
            10 => (random.Pick(["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded", "X-Original-URL", "X-HTTP-Method-Override"]), random.Pick(["127.0.0.1", "https", "/v1/catalog", "DELETE", "x,,,"])),
            11 => ("Cookie", random.Pick(["registry-hub=" + Marks.Credentials, ";;;", "a=\"", "=", new string('c', 4_000)])),
            12 => (random.Pick(["Origin", "Access-Control-Request-Method", "Sec-Fetch-Site", "Upgrade", "Via"]), random.Pick(["null", "https://evil.example", "websocket", "GET"])),
            _ => ("X-" + random.Text("abcdefgh", 5), random.Pick(["", "\u00ff", new string('x', 8_000), "a\tb"])),
        });
    }

    private void SpoilTarget(Draft draft)
    {
        draft.Manner.Add("the target is hostile");
        var kind = random.Next(12);
        draft.Target = target => kind switch
        {
            0 => target + "/",
            1 => "/" + target,
            2 => target.Replace("/v1/", "/v1//", StringComparison.Ordinal),
            3 => target.Replace("/v1/", "/v1/./", StringComparison.Ordinal),
            4 => target.Replace("/v1/", "/x/../v1/", StringComparison.Ordinal),
            5 => target.Replace("/v1/", "/V1/", StringComparison.Ordinal),
            6 => target + "#x",
            7 => "http://other.example" + target,
            8 => target + "?",
            9 => target.Replace('/', '\\'),
            10 => target + (target.Contains('?', StringComparison.Ordinal) ? "&" : "?") + new string('q', 6_000),
            _ => target + "%20",
        };
    }

    private void SpoilBody(Draft draft)
    {
        draft.ContentType ??= "application/json";
        var text = draft.HasBody ? draft.Body?.ToJsonString() ?? "null" : "{}";
        var (manner, body) = random.Next(19) switch
        {
            0 => ("is cut off", text[..random.Next(text.Length)]),
            1 => ("has a member twice", Twice(draft.Body)),
            2 => ("has a mark in front", "\ufeff" + text),
            3 => ("is nested deeply", new string('[', 40_000)),
            4 => ("is nested in a member", Inserted(text, $"\"x\":{string.Concat(Enumerable.Repeat("{\"a\":", 2_000))}1{new string('}', 2_000)}")),
            5 => ("has a huge number", Inserted(text, $"\"minRevision\":{random.Pick(["1e400", "-1e-400", "123456789012345678901234567890", "1E+2", "-0", "0.1e1"])}")),
            6 => ("has half a surrogate pair", Inserted(text, "\"name\":\"\\ud800\"")),
            7 => ("has half a surrogate pair as a name", Nested(text, "\"\\udfff\":1")),
            8 => ("has control characters", text.Replace("a", "\u0001", StringComparison.Ordinal)),
            9 => ("has escaped control characters", Inserted(text, "\"name\":\"\\u0000\\u001b\"")),
            10 => ("has a comment", "/* */" + text),
            11 => ("has a comma too many", text.Replace("}", ",}", StringComparison.Ordinal)),
            12 => ("is followed by more", text + random.Pick([text, "]", "x", "\0"])),
            13 => ("is no object", random.Pick(["null", "[]", "\"x\"", "1", "true", "[[]]", "NaN", "", " ", "\n", "{", "\0"])),
            14 => ("is large", $$"""{"x":"{{new string('y', 250_000)}}"}"""),
            15 => ("is too large", new string(' ', 300_000)),
            16 => ("has single quotes", text.Replace('"', '\'')),
            17 => ("has thousands of faults", "{" + string.Join(',', Enumerable.Range(0, 3_000).Select(number => $"\"m{number}\":0")) + "}"),
            _ => ("has escapes in names", text.Replace("\"i", "\"\\u0069", StringComparison.Ordinal)),
        };
        draft.RawBody = random.Next(12) switch
        {
            0 => Encoding.Unicode.GetBytes(body),
            1 => [.. Encoding.UTF8.GetBytes(body), 0xff, 0xc0, 0xaf],
            _ => Encoding.UTF8.GetBytes(body),
        };
        draft.Manner.Add($"the body {manner}");
    }

    private static string Inserted(string text, string member) => text.StartsWith("{}", StringComparison.Ordinal) ? $"{{{member}}}"
        : text.StartsWith('{') ? $"{{{member},{text[1..]}" : $"{{{member}}}";

    // In any of the objects that there are.
    private string Nested(string text, string member)
    {
        int[] places = [.. Enumerable.Range(0, text.Length).Where(place => text[place] == '{' && place + 1 < text.Length && text[place + 1] == '"')];
        return places.Length == 0 ? $"{{{member}}}" : text.Insert(random.Pick(places) + 1, $"{member},");
    }

    private static string Twice(JsonNode? body) => body is JsonObject { Count: > 0 } holder
        ? Inserted(holder.ToJsonString(), $"{JsonValue.Create(holder.First().Key).ToJsonString()}:{holder.First().Value?.ToJsonString() ?? "null"}")
        : """{"a":1,"a":1}""";
}
