using System.Text.Json;

namespace Registry.Api.Tests.Fuzzing;

/// <summary>A parameter as the reference describes it.</summary>
internal sealed record ApiParameter(string Name, string In, bool IsRequired, JsonElement Schema, JsonElement Example);
