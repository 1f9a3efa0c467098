using System.Text.Json;
using System.Text.Json.Serialization;
using Registry.Grains.Interfaces;
using Registry.Silo;

namespace Registry.Api;

/// <summary>
/// What a command has to enter in the audit logs of a registry that may run, whose storage it then has no way into. It leaves
/// this in a file beside the data before it does what it says; the registry enters it and removes the file.
/// </summary>
/// <param name="Id">Identifies the event.</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who ran the command.</param>
/// <param name="Action">What it does.</param>
/// <param name="Subject">What it does that to.</param>
/// <param name="Logs">The logs, as <see cref="AuditTenant"/> writes them.</param>
internal sealed record AuditNote(string Id, DateTimeOffset At, string By, AuditAction Action, string Subject, IReadOnlyList<string> Logs)
{
    private const string Directory = "audit-notes";

    private const string Extension = ".json";

    /// <summary>A note of something that is done now.</summary>
    public static AuditNote Of(string id, AuditAction action, string subject, params IEnumerable<AuditTenant> logs) =>
        new(id, TimeProvider.System.GetUtcNow(), CommandUser.Actor, action, subject, [.. logs.Select(log => log.ToString())]);

    /// <summary>The notes that are there, oldest first.</summary>
    public static IEnumerable<string> FilesIn(string dataDirectory) => Path.Combine(dataDirectory, Directory) is var notes && System.IO.Directory.Exists(notes)
        ? System.IO.Directory.EnumerateFiles(notes, $"*{Extension}").Order(StringComparer.Ordinal)
        : [];

    /// <exception cref="JsonException">It is no such note.</exception>
    public static AuditNote Read(string file)
    {
        var note = JsonSerializer.Deserialize(File.ReadAllBytes(file), AuditNoteJson.Default.AuditNote) ?? throw new JsonException("It is null.");
        return note.Logs.All(log => AuditTenant.TryParse(log, null, out _)) ? note : throw new JsonException("It names a log that is none.");
    }

    /// <summary>Leaves the note. It is on disk when this returns.</summary>
    /// <exception cref="StartRefusedException">It can't be written.</exception>
    public void LeaveIn(string dataDirectory)
    {
        var directory = Path.Combine(dataDirectory, Directory);

        // In the order of time.
        var path = Path.Combine(directory, $"{Guid.CreateVersion7():N}{Extension}");
        try
        {
            System.IO.Directory.CreateDirectory(directory);
            var temporary = $"{path}.tmp";
            using (var file = File.Create(temporary))
            {
                JsonSerializer.Serialize(file, this, AuditNoteJson.Default.AuditNote);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"Nothing was done, because it could not be noted for the audit log in {path}: {exception.Message}", exception);
        }
    }

    public AuditEvent ToEvent() => new() { Id = Id, At = At, Actor = By, Action = Action, Subject = Subject };
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AuditNote))]
internal sealed partial class AuditNoteJson : JsonSerializerContext;
