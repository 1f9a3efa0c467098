namespace Registry.Api.Tests.Fuzzing;

/// <summary>Somebody who calls.</summary>
/// <param name="Name">The arguments of the <c>token</c> command for such a caller, or what is wrong with it.</param>
/// <param name="Authorization">The header of that name; null for none.</param>
/// <param name="IsKnown">Whether the token is good.</param>
internal sealed record FuzzCaller(string Name, string? Authorization, bool IsKnown = true);
