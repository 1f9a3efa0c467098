namespace Registry.Silo;

/// <summary>Of all HTTP requests those that check scopes.</summary>
internal sealed class CheckCallCounter : LatencyCounter
{
    private const string OneScope = "/v1/workspaces/{workspace}/installations/{app}/scopes/{scope}";
    private const string AllScopes = "/v1/workspaces/{workspace}/installations/{app}/scopes";
    private const string Many = "/v1/checks";

    public override void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        // A grant and a revocation have the route of a check.
        if ((Find(tags, "http.route"), Find(tags, "http.request.method")) is (OneScope or AllScopes, "GET") or (Many, "POST"))
        {
            base.Record(value, tags);
        }
    }
}
