namespace Registry.Api;

/// <summary>Tells the reference about the body that an endpoint takes.</summary>
internal sealed record BodyDoc(Type Type, bool IsOptional);
