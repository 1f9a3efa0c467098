using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>
/// A page for people who are signed in. Every page says with <see cref="HubRolesAttribute"/> who may open it, and starts
/// each look-up from <see cref="Caller"/>; what that does not reach is <see cref="NotThere"/>.
/// </summary>
public abstract class HubPage : ComponentBase
{
    private FormInput? form;

    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    [Inject]
    public IGrainFactory Grains { get; set; } = null!;

    [Inject]
    public Catalog Catalog { get; set; } = null!;

    [Inject]
    public NavigationManager Navigation { get; set; } = null!;

    /// <summary>Reads what the page shows. Nothing is rendered before it is there.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public sealed override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await LoadAsync();
        await base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>Who is signed in, in the role that lets this page be opened.</summary>
    protected Caller Caller => Caller.Of(Http);

    /// <summary>What was typed, where the request is a form; empty otherwise.</summary>
    protected FormInput Form => form ??= FormInput.Of(Http);

    /// <summary>What is put together from the form for a change that a grain is asked for.</summary>
    protected ChangeContext Change => Form.ToChange(Caller, Http);

    /// <summary>Ends the request with the page for what does not exist.</summary>
    protected static Exception NotThere() => new OutOfReachException();

    /// <summary>The id in an address; an address with something else in it does not exist.</summary>
    protected static T Id<T>(string? text)
        where T : struct, IIdentifier<T> => T.TryParse(text, null, out var id) ? id : throw NotThere();

    /// <summary>The workspace in an address, within the caller's reach.</summary>
    protected WorkspaceId ReachedWorkspace(string? text)
    {
        var workspace = Id<WorkspaceId>(text);
        Caller.Demand(workspace);
        return workspace;
    }

    /// <summary>Goes to a page after a change and says there what was done. A reload of that page does not do it again.</summary>
    protected void Done(string address, string notice)
    {
        Notices.Leave(Http, notice);
        Navigation.NavigateTo(address);
    }

    /// <summary>Shows why a grain did not make the change, above the form, which keeps what was typed.</summary>
    protected void Refuse(Refusal refusal) => Form.Refuse(refusal);
}
