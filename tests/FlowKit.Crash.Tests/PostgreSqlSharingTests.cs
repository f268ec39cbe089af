using FlowKit.Crash.Tests.Lives;
using FlowKit.Crash.Tests.Sharing;
using FlowKit.PostgreSql.Tests;
using Xunit.Abstractions;

namespace FlowKit.Crash.Tests;

public sealed class PostgreSqlSharingTests(Cluster cluster, ITestOutputHelper output) : IClassFixture<Cluster>
{
    [PostgreSqlFact]
    public async Task Engines_that_share_a_database_lose_nothing_and_keep_former_owners_out_whatever_befalls_one_of_them()
    {
        output.WriteLine($"FLOWKIT_KILLS={Settings.Kills} FLOWKIT_FUZZ_SEED={Settings.Seed}");
        var random = new Random(Settings.Seed);
        await using var campaign = new SharingCampaign(cluster, random);
        var trouble = new Trouble(campaign, random);
        await campaign.BeginAsync();
        await trouble.MakeAsync(Settings.Kills);
        var record = await campaign.FinishAsync();
        Assert.True(campaign.Watch.Refused > 0, "No save of a session that was over was ever refused.");
        output.WriteLine(
            $"{trouble.Made}: {campaign.Ledger.Runs.Count} executions, {campaign.Ledger.Acknowledged} acknowledgements, {record.Saves} saves, " +
            $"{campaign.Ledger.Dispatches.Attempts} attempts went out, {campaign.Ledger.Dispatches.Repeated} of them were repeated with their key, " +
            $"{campaign.Ledger.Doubts} times an attempt was in doubt, {campaign.Rules.Late} by an engine that stood still and was not the owner any more; {campaign.Rules.Sessions} sessions, " +
            $"{record.HandedBack.Count} of them given back in order; {campaign.Watch.Refused} saves of former owners, all refused; " +
            $"{campaign.Watch.Doubtful} saves whose answer came too late to be sure; " +
            $"told: {string.Join(", ", campaign.Ledger.Faults.Select(fault => $"{fault.Key} {fault.Value}"))}");
    }
}
