namespace Registry.Silo.Tests;

public sealed class AzureTablesMembershipTests(AzureTablesMembershipFixture storage)
    : MembershipTableTests(storage), IClassFixture<AzureTablesMembershipFixture>;

public sealed class AzureTablesMembershipRaceTests(AzureTablesMembershipFixture storage)
    : MembershipRaceTests(storage), IClassFixture<AzureTablesMembershipFixture>;
