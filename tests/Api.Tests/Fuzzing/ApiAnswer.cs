using System.Text.Json;

namespace Registry.Api.Tests.Fuzzing;

/// <summary>What the reference says about the answers of one status.</summary>
/// <param name="Contents">The name of the schema (null where it is no JSON) and, of problems, their slugs, for each media type; empty for no body.</param>
/// <param name="Headers">The headers, by name.</param>
internal sealed record ApiAnswer(IReadOnlyDictionary<string, (string? Schema, IReadOnlySet<string> Slugs)> Contents, IReadOnlyDictionary<string, JsonElement> Headers);
