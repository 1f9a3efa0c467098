using System.Text.Json;

namespace Registry.Api.Tests;

/// <summary>The parts of answers that the rules speak of.</summary>
internal static class AnswerParts
{
    extension(Answer answer)
    {
        public string State => answer.Json.GetProperty("status").GetString()!;

        public long Revision => answer.Json.GetProperty("revision").GetInt64();

        public long ManifestVersion => answer.Json.GetProperty("manifestVersion").GetInt64();

        public IReadOnlyList<string> List(string member) => answer.Strings(member);

        /// <summary>The scopes that an app requests.</summary>
        public IReadOnlyList<string> Requested => [.. answer.Json.GetProperty("scopes").EnumerateArray().Select(scope => scope.Text("id"))];

        /// <summary>The topics of an app or of an installation, each with its state.</summary>
        public Dictionary<string, string> Topics => answer.TopicList.ToDictionary(topic => topic.Text("id"), topic => topic.Text("state"));

        private IEnumerable<JsonElement> TopicList =>
            (answer.Json.TryGetProperty("webhook", out var webhook) ? webhook : answer.Json).GetProperty("topics").EnumerateArray();

        /// <summary>The scopes that would mend a topic.</summary>
        public IReadOnlyList<string> NeedsOf(string topic) => answer.TopicList.Single(item => item.Text("id") == topic).Texts("needsAnyOf");
    }

    extension(JsonElement element)
    {
        public string Text(string member) => element.GetProperty(member).GetString()!;

        public long Number(string member) => element.GetProperty(member).GetInt64();

        public IReadOnlyList<string> Texts(string member) => [.. element.GetProperty(member).EnumerateArray().Select(item => item.GetString()!)];
    }
}
