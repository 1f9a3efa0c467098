using System.Diagnostics.CodeAnalysis;

namespace Registry.Api;

/// <summary>An example of a body, as JSON, for the reference.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ExampleAttribute([StringSyntax(StringSyntaxAttribute.Json)] string json) : Attribute
{
    public string Json => json;
}
