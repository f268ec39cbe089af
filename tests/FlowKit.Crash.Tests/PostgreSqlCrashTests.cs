using FlowKit.Crash.Tests.Lives;
using FlowKit.Crash.Tests.Stores;
using FlowKit.Errors;
using FlowKit.PostgreSql.Tests;
using Xunit.Abstractions;

namespace FlowKit.Crash.Tests;

public sealed class PostgreSqlCrashTests(Cluster cluster, ITestOutputHelper output) : IClassFixture<Cluster>
{
    private static readonly string[] Codes =
        [FlowErrorCodes.StoreUnreachable, FlowErrorCodes.StoreFull, FlowErrorCodes.SaveFailed, FlowErrorCodes.SaveLost];

    [PostgreSqlFact]
    public async Task What_was_acknowledged_survives_any_number_of_kills_and_nothing_is_repeated_but_a_dispatch_with_its_key()
    {
        output.WriteLine($"FLOWKIT_KILLS={Settings.Kills} FLOWKIT_FUZZ_SEED={Settings.Seed}");

        // The server may end a transaction of a process that is gone when the next one has read what was before.
        await new Campaign(new PostgreSqlCrashStore(cluster), Settings.Seed, output, FlowErrorCodes.SaveLost).RunAsync(Settings.Kills);
    }

    [PostgreSqlFact]
    public async Task A_server_that_is_killed_and_started_again_loses_nothing_and_the_same_process_goes_on()
    {
        var campaign = NewCampaign();
        using (var life = campaign.NewLife())
        {
            for (var round = 0; round < Math.Max(2, Settings.Kills / 10); round++)
            {
                await HurtAsync(campaign, life, async () =>
                {
                    await cluster.KillAsync();
                    await cluster.StartAsync();
                });
            }

            await StopAsync(campaign, life);
        }

        await FinishAsync(campaign);
    }

    [PostgreSqlFact]
    public async Task A_server_that_stays_away_is_told_and_the_same_process_goes_on_when_it_is_back()
    {
        var campaign = NewCampaign();
        using (var life = campaign.NewLife())
        {
            await campaign.SufferAsync(life, cluster.KillAsync);
            await cluster.StartAsync();
            await campaign.RecoverAsync(life);
            await StopAsync(campaign, life);
        }

        await FinishAsync(campaign);
        Assert.Contains(FlowErrorCodes.StoreUnreachable, campaign.Ledger.Faults.Keys);
    }

    [PostgreSqlTmpfsFact]
    public async Task A_server_whose_disk_is_full_says_so_and_the_same_process_goes_on_when_there_is_room()
    {
        using var disk = new FullDisk();
        await using var space = await TableSpace.MakeAsync(cluster, disk.Path);
        var campaign = NewCampaign();
        using (var life = campaign.NewLife())
        {
            await campaign.SufferAsync(life, disk.FillAsync);
            disk.Empty();
            await campaign.RecoverAsync(life);
            await StopAsync(campaign, life);
        }

        await FinishAsync(campaign);
        Assert.Contains(FlowErrorCodes.StoreFull, campaign.Ledger.Faults.Keys);
    }

    [PostgreSqlFact]
    public async Task Connections_that_are_cut_lose_nothing_and_the_same_process_goes_on()
    {
        var campaign = NewCampaign();
        using (var life = campaign.NewLife())
        {
            for (var round = 0; round < Math.Max(10, Settings.Kills); round++)
            {
                await HurtAsync(campaign, life, () => cluster.RunSqlAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"));
            }

            await StopAsync(campaign, life);
        }

        await FinishAsync(campaign);
    }

    private Campaign NewCampaign()
    {
        output.WriteLine($"FLOWKIT_KILLS={Settings.Kills} FLOWKIT_FUZZ_SEED={Settings.Seed}");
        return new(new PostgreSqlCrashStore(cluster), Settings.Seed, output, Codes);
    }

    /// <summary>Does harm while flows run, and listens all the while; then all of them end.</summary>
    private static async Task HurtAsync(Campaign campaign, Life life, Func<Task> harm)
    {
        campaign.Begin(40);
        var some = campaign.Ledger.Runs.Count - 35;
        await campaign.HearAsync(life, () => campaign.Ledger.Runs.Count - campaign.Ledger.Unfinished > some);
        var harming = harm();
        await campaign.HearAsync(life, () => campaign.Ledger.Unfinished == 0);
        await harming;
    }

    private static async Task StopAsync(Campaign campaign, Life life)
    {
        await life.SayAsync(["stop"]);
        await campaign.EndAsync(life);
    }

    private async Task FinishAsync(Campaign campaign)
    {
        await campaign.FinishAsync();
        output.WriteLine($"{campaign.Ledger.Runs.Count} executions, {campaign.Ledger.Dispatches.Attempts} attempts, {campaign.Ledger.Dispatches.Repeated} repeated, faults: {string.Join(", ", campaign.Ledger.Faults.Select(fault => $"{fault.Key} {fault.Value}"))}");
    }
}
