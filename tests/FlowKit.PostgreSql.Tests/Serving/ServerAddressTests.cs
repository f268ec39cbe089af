using FlowKit.PostgreSql.Serving;

namespace FlowKit.PostgreSql.Tests.Serving;

/// <summary>What an address says.</summary>
public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("postgresql://me@db.example:6543/flows", "db.example", 6543, "flows", "me", null)]
    [InlineData("postgres://me:se%40cret@db/flows", "db", 5432, "flows", "me", "se@cret")]
    [InlineData("postgresql://db", "db", 5432, null, null, null)]
    [InlineData("postgresql://me@[::1]:6543/my%20flows", "::1", 6543, "my flows", "me", null)]
    [InlineData("Host=db;Port=6543;Database=flows;Username=me", "db", 6543, "flows", "me", null)]
    [InlineData("Server=db;Database=flows;User ID=me;Password=secret", "db", 5432, "flows", "me", "secret")]
    public void ServerAddress_KnownForms_AreRead(string text, string host, int port, string? database, string? user, string? password)
    {
        var address = ServerAddress.Of(text);
        Assert.Equal((host, port, database, user, password), (address.Host, address.Port, address.Database, address.Username, address.Password));
    }

    [Fact]
    public void ServerAddress_Query_Counts()
    {
        var address = ServerAddress.Of("postgresql://me@db/flows?sslmode=verify-full&application_name=shop&connect_timeout=7");
        Assert.Equal((Npgsql.SslMode.VerifyFull, "shop", 7), (address.SslMode, address.ApplicationName, address.Timeout));
    }

    [Fact]
    public void ServerAddress_OwnSettings_StayButForThoseTheStoreNeeds()
    {
        var address = ServerAddress.Of("Host=db;Maximum Pool Size=3;Options=-c work_mem=8MB;Keepalive=30");
        Assert.Equal((3, 30), (address.MaxPoolSize, address.KeepAlive));
        Assert.EndsWith("-c work_mem=8MB", address.Options, StringComparison.Ordinal);
        Assert.Contains("synchronous_commit=on", address.Options, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db")]
    [InlineData("postgresql://db")]
    public void ServerAddress_Connections_AreFew(string text) => Assert.Equal(16, ServerAddress.Of(text).MaxPoolSize);

    [Theory]
    [InlineData("flows.db")]
    [InlineData("Data Source=flows.db")]
    [InlineData("Database=flows;Password=secret")]
    [InlineData("Host=db;Port=secret")]
    [InlineData("postgresql:secret")]
    [InlineData("postgresql://me:secret@db/flows/more")]
    [InlineData("postgresql://me:secret@db/flows?colour=red")]
    [InlineData("postgresql://me:secret@db/flows?sslmode=secret")]
    public void ServerAddress_Other_IsRefusedWithoutRepeatingIt(string text)
    {
        var fault = Assert.Throws<ArgumentException>(() => ServerAddress.Of(text));
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
        Assert.Contains("postgresql://me@localhost:5432/flows", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ServerAddress_Name_HoldsNoSecret() =>
        Assert.Equal("db:5432/flows", ServerAddress.NameOf(ServerAddress.Of("postgresql://me:secret@db/flows")));

    [Theory]
    [InlineData("")]
    [InlineData("pg_flows")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    public void Options_SchemaThatIsNoName_IsRefused(string schema) =>
        Assert.ThrowsAny<ArgumentException>(() => PostgreSqlStateStore.Check("postgresql://db/flows", new() { Schema = schema }));

    [Fact]
    public void Options_OutOfRange_AreRefused() => Assert.All(
        new PostgreSqlStoreOptions[]
        {
            new() { Writers = 0 }, new() { Writers = 17 }, new() { KeptExecutions = -1 }, new() { KeptFor = TimeSpan.FromTicks(-1) },
            new() { Patience = TimeSpan.FromTicks(-1) }, new() { LargestGroup = 0 }, new() { LargestGroup = 1_025 }, new() { LargestGroupBytes = 0 },
        },
        options => Assert.ThrowsAny<ArgumentException>(() => PostgreSqlStateStore.Check("postgresql://db/flows", options)));
}
