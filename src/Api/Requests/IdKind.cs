using System.Collections.Frozen;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>What bodies and the reference need to know about each type of id.</summary>
/// <param name="Word">What it identifies.</param>
/// <param name="Rule">Its rule, in words that complete "must be …".</param>
/// <param name="Pattern">The same rule as a regular expression.</param>
/// <param name="Example">One that follows it.</param>
/// <param name="IsValid">Whether a text follows it.</param>
internal sealed record IdKind(string Word, string Rule, string Pattern, string Example, Func<string, bool> IsValid)
{
    private static readonly FrozenDictionary<Type, IdKind> Kinds = new Dictionary<Type, IdKind>
    {
        [typeof(AppId)] = Make<AppId>("fin-reports"),
        [typeof(WorkspaceId)] = Make<WorkspaceId>("ws_acme"),
        [typeof(DeveloperId)] = Make<DeveloperId>("dev_fin"),
        [typeof(ScopeId)] = Make<ScopeId>("read_tags"),
        [typeof(TopicId)] = Make<TopicId>("company.created"),
        [typeof(DeliveryId)] = Make<DeliveryId>("1795474800000000-ws_acme"),
        [typeof(ReplayId)] = Make<ReplayId>("3"),
        [typeof(AccessTokenId)] = Make<AccessTokenId>("4f1c9a0b7d3e6528"),
        [typeof(ClientSecretId)] = Make<ClientSecretId>("9b2e6d0c41f7a385"),
        [typeof(CapabilityId)] = Make<CapabilityId>("canvas_kit"),
    }.ToFrozenDictionary();

    public static IdKind? Of(Type type) => Kinds.GetValueOrDefault(type);

    public static IdKind? OfRoute(string parameter) => Kinds.Values.FirstOrDefault(kind => kind.Word == parameter);

    private static IdKind Make<T>(string example)
        where T : struct, IIdentifier<T> =>
        new(T.Word, T.Rule, T.Pattern, example, text => T.TryParse(text, null, out _));
}
