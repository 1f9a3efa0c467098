using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>One step of a sequence: something that a caller does, or something that happens to a grain.</summary>
internal abstract record Command
{
    /// <summary>Which condition the caller sets, worked out only when the command runs.</summary>
    public Expectation IfMatch { get; init; }

    /// <summary>The number of the idempotency key that the caller uses, or null.</summary>
    public int? Key { get; init; }

    /// <summary>The app that the command is about.</summary>
    public required string App { get; init; }

    /// <summary>The command in words, without the circumstances that a repetition may change.</summary>
    public abstract string Words { get; }

    /// <summary>Who gives the command.</summary>
    public abstract string Actor { get; }

    /// <summary>The workspace that the command is about, or null.</summary>
    public virtual string? In => null;

    /// <summary>Does it, and says what the registry answered.</summary>
    public abstract Task<object?> RunAsync(RegistryCluster cluster, Names names, ChangeContext context);

    /// <summary>What the registry should answer; the model is then as it should be.</summary>
    public abstract object? Expect(RegistryModel model, Names names, ChangeContext context, DateTimeOffset now);

    /// <summary>The revision or manifest version that the object has in the model; 0 where there is none.</summary>
    public abstract long RevisionIn(RegistryModel model, Names names);

    public ChangeContext ContextAt(int step, RegistryModel model, Names names)
    {
        var revision = RevisionIn(model, names);
        return new(
            Actor,
            $"request-{step}",
            DeveloperIn(names),
            IfMatch switch
            {
                Expectation.Right => new(false, [revision + 7, revision]),
                Expectation.Stale => new(false, [revision - 1]),
                Expectation.Future => new(false, [revision + 1]),
                Expectation.Any => new(true, []),
                _ => null,
            },
            Key is { } key ? new($"{Actor}\nkey-{key}", Words) : null);
    }

    public sealed override string ToString() =>
        $"{Words}, by {Actor}{(IfMatch == Expectation.None ? "" : $", if-match {IfMatch}")}{(Key is { } key ? $", key {key}" : "")}";

    protected virtual DeveloperId? DeveloperIn(Names names) => null;

    protected static string List(IEnumerable<string> ids) => $"[{string.Join(' ', ids)}]";
}
