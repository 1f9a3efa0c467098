using System.Collections.Immutable;

namespace Registry.Api;

/// <summary>Tells the reference about problems that an endpoint may answer with, besides those that every endpoint of its kind may.</summary>
internal sealed record ProblemsDoc(ImmutableArray<ProblemType> Types);
