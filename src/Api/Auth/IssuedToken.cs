using System.Text.Json;
using System.Text.Json.Serialization;
using Registry.Grains.Interfaces;
using Registry.Silo;

namespace Registry.Api;

/// <summary>
/// That a token was issued, for the audit log. The command that issues them has no way into the storage of a registry that
/// runs, so it leaves this in a file beside the key before it prints the token; the registry enters it and removes the file.
/// </summary>
/// <param name="Id">The claim <c>jti</c> of the token.</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who ran the command.</param>
/// <param name="Roles">What the bearer is.</param>
/// <param name="Workspace">The workspace of a workspace admin.</param>
/// <param name="Developer">Whom a developer stands for.</param>
internal sealed record IssuedToken(string Id, DateTimeOffset At, string By, IReadOnlyList<string> Roles, WorkspaceId? Workspace, DeveloperId? Developer)
{
    private const string Directory = "issued-tokens";

    private const string Extension = ".json";

    /// <summary>The logs that it is entered in.</summary>
    [JsonIgnore]
    public IEnumerable<AuditTenant> Logs
    {
        get
        {
            yield return AuditTenant.Platform;
            if (Workspace is { } workspace)
            {
                yield return AuditTenant.Of(workspace);
            }

            if (Developer is { } developer)
            {
                yield return AuditTenant.Of(developer);
            }
        }
    }

    /// <summary>The notes that are there, oldest first.</summary>
    public static IEnumerable<string> FilesIn(string dataDirectory) => Path.Combine(dataDirectory, Directory) is var notes && System.IO.Directory.Exists(notes)
        ? System.IO.Directory.EnumerateFiles(notes, $"*{Extension}").Order(StringComparer.Ordinal)
        : [];

    /// <exception cref="JsonException">It is no such note.</exception>
    public static IssuedToken Read(string file) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(file), IssuedTokenJson.Default.IssuedToken) ?? throw new JsonException("It is null.");

    /// <summary>Leaves the note. It is on disk when this returns.</summary>
    /// <exception cref="StartRefusedException">It can't be written.</exception>
    public void LeaveIn(string dataDirectory)
    {
        var directory = Path.Combine(dataDirectory, Directory);
        var path = Path.Combine(directory, $"{Id}{Extension}");
        try
        {
            System.IO.Directory.CreateDirectory(directory);
            var temporary = $"{path}.tmp";
            using (var file = File.Create(temporary))
            {
                JsonSerializer.Serialize(file, this, IssuedTokenJson.Default.IssuedToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"No token was issued, because it could not be noted for the audit log in {path}: {exception.Message}", exception);
        }
    }

    public AuditEvent ToEvent() => new()
    {
        Id = $"token/{Id}",
        At = At,
        Actor = By,
        Action = AuditAction.TokenIssued,
        Subject = $"token/{string.Join(',', Roles.Select(Holder))}",
    };

    private string Holder(string role) => role switch
    {
        RoleNames.WorkspaceAdmin => $"{role}:{Workspace}",
        RoleNames.Developer => $"{role}:{Developer}",
        _ => role,
    };
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(IssuedToken))]
internal sealed partial class IssuedTokenJson : JsonSerializerContext;
