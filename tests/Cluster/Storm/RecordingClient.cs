using System.Text.Json.Nodes;

namespace Registry.Cluster.Tests;

/// <summary>Calls a registry through one API process; every call and what came of it is recorded.</summary>
internal sealed class RecordingClient(string name, Uri address, string token, Recorder recorder)
{
    private readonly OneTry http = new(address, token);

    /// <summary>Tries a change of an installation.</summary>
    public async Task<ChangeOutcome<InstallationState>> ChangeAsync(InstallationAddress target, InstallationCommand command, string? key = null, long? ifMatch = null)
    {
        var id = NewId();
        var reply = await http.SendAsync(
            command.Method, target.Path + command.Part, id, command.Body, ("Idempotency-Key", key), ("If-Match", ifMatch is null ? null : $"\"{ifMatch}\""));
        var outcome = reply.Outcome(json => (long)json["revision"]!, json => InstallationState.Of(json));
        recorder.Add(target, new ChangeAttempt<InstallationState>(reply.When, id, command, outcome) { Key = key, IfMatch = ifMatch, Through = name });
        return outcome;
    }

    /// <summary>Tries a change of an app.</summary>
    public async Task<ChangeOutcome<AppState>> ChangeAsync(string app, AppCommand command, string? key = null)
    {
        var id = NewId();
        var reply = await http.SendAsync(command.Method, $"/v1/apps/{app}{command.Part}", id, command.Body, ("Idempotency-Key", key));
        var outcome = reply.Outcome(json => (long)json["manifestVersion"]!, json => AppState.Of(json));
        recorder.Add(app, new ChangeAttempt<AppState>(reply.When, id, command, outcome) { Key = key, Through = name });
        return outcome;
    }

    /// <summary>Asks whether an app may use a scope; null where no answer came.</summary>
    public async Task<CheckClaim?> CheckAsync(InstallationAddress target, string scope)
    {
        var reply = await ReadAsync(target.Path, $"{target.Path}/scopes/{scope}");
        return reply.IsSuccess ? Take(target, scope, reply.When, reply.Json!) : null;
    }

    /// <summary>Asks several such questions at once.</summary>
    public async Task CheckAsync(IReadOnlyList<(InstallationAddress Target, string Scope)> checks)
    {
        var body = new JsonObject
        {
            ["checks"] = new JsonArray([.. checks.Select(check => new JsonObject
            {
                ["workspace"] = check.Target.Workspace, ["app"] = check.Target.App, ["scope"] = check.Scope,
            })]),
        };
        var reply = await http.SendAsync(HttpMethod.Post, "/v1/checks", NewId(), body.ToJsonString());
        if (IsAnswer("/v1/checks", reply))
        {
            var results = reply.Json!["results"]!.AsArray();
            for (var index = 0; index < checks.Count; index++)
            {
                Take(checks[index].Target, checks[index].Scope, reply.When, results[index]!);
            }
        }
    }

    /// <summary>Reads an installation; 404 is an answer too.</summary>
    public async Task<Reply> GetAsync(InstallationAddress target)
    {
        var reply = await ReadAsync(target.Path, target.Path, orNotFound: true);
        if (reply.Status == 404)
        {
            Show(target, reply.When, 0, new InstallationClaim(InstallationState.None, ""));
        }
        else if (reply.IsSuccess)
        {
            Show(target, reply.When, reply.Json!);
        }

        return reply;
    }

    /// <summary>Reads an app.</summary>
    public async Task<Reply> GetAsync(string app)
    {
        var reply = await ReadAsync(app, $"/v1/apps/{app}");
        if (reply.IsSuccess)
        {
            recorder.Add(app, new Sighting<AppState>(reply.When, (long)reply.Json!["manifestVersion"]!, new AppClaim(AppState.Of(reply.Json))) { Through = name });
        }

        return reply;
    }

    /// <summary>Reads one page of a list of installations; each is shown as it was at some time during the call.</summary>
    public async Task<Reply> ListAsync(string path)
    {
        var reply = await ReadAsync(path, path);
        foreach (var item in reply.IsSuccess ? reply.Json!["items"]!.AsArray() : [])
        {
            Show(new((string)item!["workspace"]!, (string)item["app"]!), reply.When, item);
        }

        return reply;
    }

    /// <summary>Reads something that is not part of the history.</summary>
    public Task<Reply> ReadAsync(string path) => ReadAsync(path, path);

    private static string NewId() => Guid.NewGuid().ToString("N");

    private async Task<Reply> ReadAsync(string about, string path, bool orNotFound = false)
    {
        var reply = await http.SendAsync(HttpMethod.Get, path, NewId());
        IsAnswer(about, reply, orNotFound);
        return reply;
    }

    private bool IsAnswer(string about, Reply reply, bool orNotFound = false)
    {
        switch (reply.Status)
        {
            case 200 or 404 when reply.IsSuccess || orNotFound:
                return true;
            case null or 503:
                recorder.AddUnanswered(about, reply.When, $"{reply} [{name}]");
                return false;
            default:
                recorder.AddFault(about, reply.When, $"{reply} [{name}]");
                return false;
        }
    }

    private CheckClaim Take(InstallationAddress target, string scope, Period when, JsonNode answer)
    {
        var claim = new CheckClaim(scope, (bool)answer["allowed"]!, (string)answer["reason"]!);
        Show(target, when, (long)answer["revision"]!, claim);
        return claim;
    }

    private void Show(InstallationAddress target, Period when, JsonNode installation) =>
        Show(target, when, (long)installation["revision"]!, InstallationClaim.Of(installation));

    private void Show(InstallationAddress target, Period when, long revision, IClaim<InstallationState> claim) =>
        recorder.Add(target, new Sighting<InstallationState>(when, revision, claim) { Through = name });
}
