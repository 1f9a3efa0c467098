namespace Registry.Api;

/// <summary>A body that may be left out, which means the same as an empty object.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OptionalBodyAttribute : Attribute;
