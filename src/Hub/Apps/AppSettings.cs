using System.Collections.Immutable;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>What a developer says of an app besides its scopes and its webhook: the fields of <see cref="AppFields"/>.</summary>
internal sealed record AppSettings(string Name, AppVisibility Visibility, ImmutableArray<WorkspaceId> Workspaces)
{
    public const string NameField = "name";

    public const string VisibilityField = "visibility";

    public const string WorkspacesField = "workspaces";

    public const string PrivateValue = "private";

    public const string PublicValue = "public";

    // As many as the HTTP API takes.
    private const int MostWorkspaces = 1000;

    private static readonly char[] Separators = [' ', ',', ';', '\n', '\t'];

    /// <summary>Reads the fields and notes what is wrong with them.</summary>
    public static AppSettings Read(FormInput form) =>
        new(form.Text(NameField, TextRule.Name), ReadVisibility(form), ReadWorkspaces(form));

    /// <summary>The workspaces as a person edits them: one a line.</summary>
    public static string Lines(IEnumerable<WorkspaceId> workspaces) => string.Join('\n', workspaces);

    private static AppVisibility ReadVisibility(FormInput form)
    {
        switch (form[VisibilityField])
        {
            case PrivateValue:
                return AppVisibility.Private;
            case PublicValue:
                return AppVisibility.Public;
            default:
                form.Fault(VisibilityField, AppTexts.VisibilityMissing);
                return default;
        }
    }

    private static ImmutableArray<WorkspaceId> ReadWorkspaces(FormInput form)
    {
        var workspaces = ImmutableArray.CreateBuilder<WorkspaceId>();
        foreach (var text in form[WorkspacesField].Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (WorkspaceId.TryParse(text, null, out var workspace))
            {
                workspaces.Add(workspace);
            }
            else
            {
                form.Fault(WorkspacesField, Phrase.Of(AppTexts.WorkspaceIsNone, text));
            }
        }

        if (workspaces.Count > MostWorkspaces)
        {
            form.Fault(WorkspacesField, Phrase.Of(AppTexts.WorkspacesTooMany, MostWorkspaces));
        }

        return workspaces.ToImmutable();
    }
}
