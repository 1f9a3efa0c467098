namespace Registry.Api.Tests.Fuzzing;

/// <summary>Makes requests from the reference: some as it wants them, some with one thing off, some hostile.</summary>
internal sealed class RequestMaker(Reference reference, Pool pool, FuzzCallers callers)
{
    /// <param name="random">What decides.</param>
    /// <param name="unreached">Operations that were not answered with success yet; they get a few more tries.</param>
    public FuzzRequest Make(Random random, IReadOnlyList<ApiOperation> unreached)
    {
        if (random.Chance(2) && pool.Page(random) is { } page)
        {
            return page;
        }

        var values = new ValueMaker(reference, pool, random);
        if (unreached.Count > 0 && random.Chance(5))
        {
            return Draft.InForm(random.Pick(unreached), callers.Everything, values, random).ToRequest();
        }

        var draft = Draft.InForm(random.Pick(reference.Operations), callers.Known(random), values, random);
        switch (random.Next(100))
        {
            case < 45:
                break;
            case < 50 when draft.Method == "GET":
                draft.Method = "HEAD";
                draft.Manner.Add("HEAD for GET");
                break;
            case < 75:
                new NearMiss(reference, values, random).Spoil(draft);
                break;
            default:
                new Hostility(callers, random).Spoil(draft);
                break;
        }

        return draft.ToRequest();
    }
}
