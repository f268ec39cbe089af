using FlowKit.Errors;

namespace FlowKit.PostgreSql.Tests.Schema;

/// <summary>Laying a schema out, and refusing what is not ours.</summary>
[Collection(OneCluster.Name)]
public sealed class SchemaOpeningTests(Cluster cluster)
{
    private readonly Place _place = new(cluster);

    [PostgreSqlFact]
    public async Task Stores_that_are_opened_at_once_on_an_empty_database_lay_it_out_once()
    {
        var stores = Enumerable.Range(0, 8).Select(_ => _place.Open()).ToList();
        var created = await Task.WhenAll(stores.Select((store, i) => store.CreateAsync(Some.Header($"e{i}")).AsTask()));
        Assert.DoesNotContain(false, created);
        Assert.Equal(8, (await stores[0].OpenIdsAsync()).Count);
        Assert.Equal(1L, await cluster.ValueAsync<long>($"SELECT count(*) FROM {_place.At}.store"));
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [PostgreSqlFact]
    public async Task A_schema_laid_out_by_the_script_is_that_of_a_store()
    {
        await cluster.RunSqlAsync(PostgreSqlStateStore.SchemaScript(_place.Schema));
        var byScript = await ShapeAsync(_place);
        await using (var store = _place.Open())
        {
            Assert.True(await store.CreateAsync(Some.Header("a")));
        }

        var other = new Place(cluster);
        await using (var store = other.Open())
        {
            Assert.True(await store.CreateAsync(Some.Header("a")));
        }

        Assert.Equal(byScript, await ShapeAsync(other));
        Assert.Contains("executions", byScript, StringComparison.Ordinal);
    }

    [PostgreSqlFact]
    public async Task A_schema_of_a_newer_library_is_refused_and_left_as_it_is()
    {
        await using (var store = _place.Open())
        {
            Assert.True(await store.CreateAsync(Some.Header("a")));
        }

        await cluster.RunSqlAsync($"UPDATE {_place.At}.store SET version = 99");
        await RefusedAsync(FlowErrorCodes.StoreNewer);
        Assert.Equal(99, await cluster.ValueAsync<int>($"SELECT version FROM {_place.At}.store"));
    }

    [PostgreSqlFact]
    public async Task A_store_that_is_only_looked_at_is_not_laid_out()
    {
        await using var look = _place.Open(new() { MayLayOut = false });
        var fault = await Assert.ThrowsAsync<FlowException>(() => look.ListAsync(new(), default).AsTask());
        Assert.Equal(FlowErrorCodes.StoreUnreachable, fault.Code);
        Assert.Contains("no store in the schema", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await cluster.ValueAsync<long>($"SELECT count(*) FROM pg_namespace WHERE nspname = '{_place.Schema}'"));

        await using var store = _place.Open();
        Assert.True(await store.CreateAsync(Some.Header("a")));
        Assert.Single((await look.ListAsync(new(), default)).Executions);
    }

    [PostgreSqlTheory]
    [InlineData("CREATE TABLE {0}.orders(id int)")]
    [InlineData("CREATE TABLE {0}.store(id int)")]
    [InlineData("CREATE TABLE {0}.store(one int, product text, version int); INSERT INTO {0}.store VALUES (1, 'shop', 1)")]
    [InlineData("CREATE TABLE {0}.store(one text, product text, version text); INSERT INTO {0}.store VALUES ('1', 'FlowKit', 'x')")]
    [InlineData("CREATE TABLE {0}.store(one int, product text, version int); INSERT INTO {0}.store VALUES (1, 'FlowKit', -1)")]
    public async Task A_schema_of_somebody_else_is_refused_and_left_as_it_is(string sql)
    {
        await cluster.RunSqlAsync($"CREATE SCHEMA {_place.At}; {string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, _place.At)}");
        var before = await ShapeAsync(_place);
        await RefusedAsync(FlowErrorCodes.StoreForeign);
        Assert.Equal(before, await ShapeAsync(_place));
    }

    [PostgreSqlFact]
    public async Task A_user_who_may_not_create_schemas_can_be_given_an_empty_one()
    {
        var user = $"user_{Guid.NewGuid():N}";
        await cluster.RunSqlAsync($"CREATE USER {user}; CREATE SCHEMA {_place.At} AUTHORIZATION {user}");
        var address = cluster.Address.Replace("postgres@", $"{user}@", StringComparison.Ordinal);
        await using (var store = _place.Open(address: address))
        await using (var session = await store.JoinAsync(new("a", TimeSpan.FromHours(1), new Inbox()), default))
        {
            Assert.True(await session.CreateAsync(Some.Header("a")));
            await session.ClaimAsync(1, default);
        }

        await using var without = new Place(cluster).Open(address: address);
        var fault = await Assert.ThrowsAsync<FlowException>(() => without.CreateAsync(Some.Header("a")).AsTask());
        Assert.Equal(FlowErrorCodes.StoreUnreachable, fault.Code);
        Assert.Contains("does not let its user do that", fault.Message, StringComparison.Ordinal);
    }

    [PostgreSqlFact]
    public async Task Schemas_of_one_database_do_not_know_of_each_other()
    {
        await using var one = _place.Open();
        await using var two = new Place(cluster).Open(new() { Patience = TimeSpan.FromSeconds(1) });
        Assert.True(await one.CreateAsync(Some.Header("a")));
        Assert.Null(await two.ShowAsync("a"));
        Assert.True(await two.CreateAsync(Some.Header("a"), "other"));
        Assert.Equal("1: start", await one.ShowAsync("a"));
    }

    private async Task RefusedAsync(string code)
    {
        await using var store = _place.Open();
        Assert.Equal(code, (await Assert.ThrowsAsync<FlowException>(() => store.CreateAsync(Some.Header("b")).AsTask())).Code);
        Assert.Equal(code, (await Assert.ThrowsAsync<FlowException>(() => store.LoadAsync("a", default).AsTask())).Code);
        Assert.Equal(
            code,
            (await Assert.ThrowsAsync<FlowException>(() => store.JoinAsync(new("a", TimeSpan.FromHours(1), new Inbox()), default).AsTask())).Code);
    }

    /// <summary>All columns and indexes of a schema.</summary>
    private async Task<string> ShapeAsync(Place place) => (await cluster.ValueAsync<string>(
        $"""
        SELECT string_agg(line, E'\n' ORDER BY line) FROM (
          SELECT table_name || '.' || column_name || ' ' || data_type AS line FROM information_schema.columns WHERE table_schema = '{place.Schema}'
          UNION ALL SELECT replace(indexdef, '{place.Schema}', 'flows') FROM pg_indexes WHERE schemaname = '{place.Schema}') lines
        """))!;
}
