using Registry.Grains.Interfaces;

namespace Registry.Api.Tests;

/// <summary>Checks that meet a fault of the program.</summary>
internal sealed class BrokenChecks : IScopeChecks
{
    public bool AnswersAtOnce => true;

    public ValueTask<ScopeDecision> CheckAsync(InstallationKey installation, ScopeId scope) => throw new InvalidOperationException("A fault of the program.");

    public ValueTask<ScopeDecision?> TryCheckAsync(InstallationKey installation, ScopeId scope) => default;

    public ValueTask CheckManyAsync(ReadOnlyMemory<ScopeCheck> checks, Memory<ScopeDecision> decisions) => throw new InvalidOperationException("A fault of the program.");

    public bool TryCheckMany(ReadOnlySpan<ScopeCheck> checks, ReadOnlySpan<long> minRevisions, Span<ScopeDecision> decisions) => false;
}
