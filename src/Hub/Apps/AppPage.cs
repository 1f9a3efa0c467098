using Microsoft.AspNetCore.Components;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>A page of one app, for its owner and for operators.</summary>
public abstract class AppPage : HubPage
{
    /// <summary>The app in the address.</summary>
    [Parameter]
    public string? AppText { get; set; }

    /// <summary>The app as it is now.</summary>
    protected App App { get; private set; } = null!;

    /// <summary>Reads the app; a page that shows more reads that as well.</summary>
    protected override async Task LoadAsync() =>
        App = await Grains.GetApp(Id<AppId>(AppText)).GetAsync(Caller.OwnerFilter()) ?? throw NotThere();

    /// <summary>Says why a change was not made, on top of the newest state.</summary>
    protected Task RefuseAsync(Refusal refusal)
    {
        Refuse(refusal);
        return LoadAsync();
    }

    /// <summary>The form with this name, where it is the one that was sent; the other forms of the page have nothing typed.</summary>
    protected FormInput FormOf(string name) => Form["_handler"] == name ? Form : FormInput.None;
}
