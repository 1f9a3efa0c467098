namespace Registry.Api;

/// <summary>Ends a request that can't be bound to its handler with <paramref name="problem"/>.</summary>
#pragma warning disable CA1032, CA1064 // Thrown by the binders of this project only, and always with a problem.
internal sealed class ProblemException(Problem problem) : Exception(problem.Type.Title)
#pragma warning restore CA1032, CA1064
{
    public Problem Problem => problem;
}
