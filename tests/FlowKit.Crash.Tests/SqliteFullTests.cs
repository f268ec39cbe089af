using FlowKit.Crash.Tests.Lives;
using FlowKit.Crash.Tests.Stores;
using FlowKit.Errors;
using FlowKit.Sqlite.Tests.Saving;
using Xunit.Abstractions;

namespace FlowKit.Crash.Tests;

/// <summary>The disk is full while flows run: every fault is told with its code, nothing is lost, and all goes on when there is room.</summary>
public sealed class SqliteFullTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string[] Codes = [FlowErrorCodes.StoreFull, FlowErrorCodes.StoreUnreachable, FlowErrorCodes.EngineStopping];
    private readonly string _folder = Directory.CreateTempSubdirectory("flowkit-crash-").FullName;

    [TmpfsFact]
    public async Task When_there_is_room_again_the_same_process_ends_all_flows()
    {
        using var disk = new FullDisk();
        var campaign = NewCampaign(disk.Path);
        using (var life = campaign.NewLife())
        {
            for (var round = 0; round < 3; round++)
            {
                await campaign.SufferAsync(life, () => disk.FillAsync());
                disk.Empty();
                await campaign.RecoverAsync(life);
            }

            await life.SayAsync(["stop"]);
            await campaign.EndAsync(life);
        }

        await FinishAsync(campaign);
    }

    [TmpfsFact]
    public async Task A_process_that_is_killed_on_a_full_disk_has_lost_nothing()
    {
        using var disk = new FullDisk();
        var campaign = NewCampaign(disk.Path);
        for (var round = 0; round < 3; round++)
        {
            using var life = campaign.NewLife();
            await campaign.SufferAsync(life, () => disk.FillAsync());
            await life.KillAsync(TimeSpan.Zero);
            await campaign.EndAsync(life);

            // The next one may find no room even to open the store: then it says so and ends.
            using var next = campaign.NewLife();
            while (await campaign.NextAsync(next) is { } line && line[0] != "up")
            {
            }

            disk.Empty();
            await next.KillAsync(TimeSpan.FromMilliseconds(20));
            await campaign.EndAsync(next);
        }

        await FinishAsync(campaign);
    }

    [Fact]
    public async Task A_process_that_ends_in_order_at_the_bound_of_its_file_has_lost_nothing()
    {
        var campaign = NewCampaign(_folder);
        using (var life = campaign.NewLife("100"))
        {
            campaign.Ledger.IsFaulty = true;
            await campaign.RefuseAsync(life);
            await life.SayAsync(["stop"]);
            await campaign.EndAsync(life);
        }

        await FinishAsync(campaign);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Campaign NewCampaign(string folder)
    {
        output.WriteLine($"FLOWKIT_FUZZ_SEED={Settings.Seed}");
        return new(new SqliteCrashStore(folder), Settings.Seed, output, Codes);
    }

    private async Task FinishAsync(Campaign campaign)
    {
        campaign.Ledger.IsFaulty = false;
        await campaign.FinishAsync();
        output.WriteLine($"{campaign.Ledger.Runs.Count} executions, faults: {string.Join(", ", campaign.Ledger.Faults.Select(fault => $"{fault.Key} {fault.Value}"))}");
        Assert.Contains(FlowErrorCodes.StoreFull, campaign.Ledger.Faults.Keys);
    }
}
