using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>What somebody was refused.</summary>
/// <param name="Entry">What is entered.</param>
/// <param name="Owner">Whose app it would have to be; null where it is no app of a developer that was asked for.</param>
/// <param name="App">That app.</param>
internal sealed record RefusedCall(AuditEvent Entry, DeveloperId? Owner, AppId? App);
