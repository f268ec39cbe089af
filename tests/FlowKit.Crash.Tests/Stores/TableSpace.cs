using System.Diagnostics;
using FlowKit.PostgreSql.Tests;

namespace FlowKit.Crash.Tests.Stores;

/// <summary>Has a server keep new tables on another disk, and forget all of them in the end.</summary>
internal sealed class TableSpace : IAsyncDisposable
{
    private readonly Cluster _cluster;

    private TableSpace(Cluster cluster) => _cluster = cluster;

    public static async Task<TableSpace> MakeAsync(Cluster cluster, string disk)
    {
        var folder = Directory.CreateDirectory(Path.Combine(disk, "tables")).FullName;
        using (var chown = Process.Start("chown", ["postgres", folder]))
        {
            await chown.WaitForExitAsync();
        }

        await cluster.RunSqlAsync($"CREATE TABLESPACE small LOCATION '{folder}'");
        await cluster.RunSqlAsync("ALTER DATABASE postgres SET default_tablespace = small");
        return new(cluster);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.RunSqlAsync("ALTER DATABASE postgres RESET default_tablespace");
        await _cluster.RunSqlAsync("""
            DO $$
            DECLARE name text;
            BEGIN
              FOR name IN SELECT DISTINCT schemaname FROM pg_tables WHERE tablespace = 'small' LOOP
                EXECUTE format('DROP SCHEMA %I CASCADE', name);
              END LOOP;
            END $$
            """);
        await _cluster.RunSqlAsync("DROP TABLESPACE small");
    }
}
