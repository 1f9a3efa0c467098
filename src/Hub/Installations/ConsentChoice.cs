using System.Collections.Immutable;
using System.Globalization;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>What an app asks a workspace for, what of it the workspace has granted before, and what a person has chosen so far.</summary>
internal sealed class ConsentChoice
{
    /// <summary>The boxes of the form.</summary>
    public const string ScopeField = "scope";

    /// <summary>The live manifest version that the form was made from.</summary>
    public const string OfferField = "offer";

    private readonly Catalog catalog;
    private readonly HashSet<ScopeId> chosen;
    private readonly HashSet<TopicId> off;

    public ConsentChoice(AppOffer offer, Installation? installation, Catalog catalog, FormInput form)
    {
        this.catalog = catalog;
        Offer = offer;
        IsUpdate = installation is { Status: not InstallationStatus.Uninstalled };
        Held = IsUpdate ? [.. offer.Scopes.Where(scope => installation!.GrantedScopes.Contains(scope.Id))] : [];
        Asked = [.. offer.Scopes.Except(Held)];
        var picked = form.All(ScopeField).ToHashSet(StringComparer.Ordinal);
        chosen = [.. Asked.Where(scope => !form.IsPosted || picked.Contains(scope.Id.Value)).Select(scope => scope.Id)];
        off = installation is { Status: InstallationStatus.Installed } ? [.. installation.Topics.Where(topic => topic.State == InstallationTopicState.Disabled).Select(topic => topic.Id)] : [];

        // A box for what the app did not ask for when the form was made is not what the person agreed to.
        IsOutdated = form.IsPosted && form[OfferField] != offer.ManifestVersion.ToString(CultureInfo.InvariantCulture);
    }

    public AppOffer Offer { get; }

    /// <summary>Whether the app is installed, so that more is granted to it.</summary>
    public bool IsUpdate { get; }

    /// <summary>Whether the app has come to ask for something else since the form was made.</summary>
    public bool IsOutdated { get; }

    /// <summary>What the app has already.</summary>
    public ImmutableArray<AppScope> Held { get; }

    /// <summary>What it asks for besides.</summary>
    public ImmutableArray<AppScope> Asked { get; }

    public int ChosenCount => chosen.Count;

    public IEnumerable<AppScope> Chosen => Asked.Where(scope => chosen.Contains(scope.Id));

    public IEnumerable<AppScope> LeftOut => Asked.Where(scope => !chosen.Contains(scope.Id));

    /// <summary>The whole grant that would follow.</summary>
    public ImmutableArray<ScopeId> Grant => [.. Held.Concat(Chosen).Select(scope => scope.Id)];

    public IEnumerable<TopicId> ActiveTopics => Offer.Topics.Where(topic => !IsOff(topic) && IsMet(topic));

    public static bool IsForced(AppScope scope) => !scope.RequiredBy.IsEmpty;

    public bool IsChosen(AppScope scope) => chosen.Contains(scope.Id);

    /// <summary>Whether the workspace has switched the topic off; what is granted now does not switch it on.</summary>
    public bool IsOff(TopicId topic) => off.Contains(topic);

    public ImmutableArray<ScopeId> NeedsOf(TopicId topic) => catalog.FindTopic(topic)?.RequiresAnyOf ?? [];

    /// <summary>Whether the grant that would follow makes the topic fire.</summary>
    public bool IsMet(TopicId topic) => NeedsOf(topic) is var needs && (needs.IsEmpty || needs.Any(scope => Grant.Contains(scope)));

    /// <summary>The scopes as a script finds them; no scope has a blank in it.</summary>
    public string NeedsText(TopicId topic) => string.Join(' ', NeedsOf(topic));
}
