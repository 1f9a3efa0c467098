namespace Registry.Silo.Tests;

public sealed class PostgresMembershipTests(PostgresMembershipFixture storage)
    : MembershipTableTests(storage), IClassFixture<PostgresMembershipFixture>;

public sealed class PostgresMembershipRaceTests(PostgresMembershipFixture storage)
    : MembershipRaceTests(storage), IClassFixture<PostgresMembershipFixture>;
