namespace Registry.Grains;

[GrainType("silo-peer"), PlaceOnKeySilo]
internal sealed class SiloPeerGrain(IClusterMembershipService membership) : Grain, ISiloPeerGrain
{
    public Task<bool> CountsAsActiveAsync(SiloAddress silo) =>
        Task.FromResult(membership.CurrentSnapshot.GetSiloStatus(silo) == SiloStatus.Active);
}
