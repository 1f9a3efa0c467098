namespace Registry.Api;

/// <summary>The body of a call that takes none: clients that always send one may send an empty object.</summary>
internal sealed record EmptyBody;
