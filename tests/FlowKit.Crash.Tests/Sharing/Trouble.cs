using FlowKit.Crash.Tests.Lives;

namespace FlowKit.Crash.Tests.Sharing;

/// <summary>What befalls the engines, one thing after the other, as chance has it; at least one of them is always well.</summary>
internal sealed class Trouble(SharingCampaign campaign, Random random)
{
    private const int MostLines = 300;
    private const string Save = "save";
    private const string Dispatch = "dispatch";

    /// <summary>So long others go on while one stands still.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    private readonly SortedDictionary<string, int> _made = new(StringComparer.Ordinal);

    /// <summary>How often what was done.</summary>
    public string Made => string.Join(", ", _made.Select(one => $"{one.Key} {one.Value}"));

    /// <summary>Makes so much of it while executions run.</summary>
    public async Task MakeAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            campaign.Start(random.Next(10, 40));
            await HearSomeAsync(MostLines);
            await campaign.HearAsync(() => campaign.Ready.Count >= 2);
            var victim = Any(campaign.Ready);

            // The first is one that cannot be done by chance alone.
            await (i == 0 ? HoldAsync(victim, Save) : random.Next(11) switch
            {
                0 or 1 => KillAsync(victim),
                2 or 3 => StopAsync(victim),
                4 => HoldAsync(victim, Save),
                5 => HoldAsync(victim, Dispatch),
                6 or 7 => FreezeAsync(victim),
                8 or 9 => CutOffAsync(victim),
                _ => NapAsync(victim),
            });
            if (random.Next(2) == 0)
            {
                await campaign.HearAsync(() => campaign.AreAllReady);
            }
        }
    }

    private Task KillAsync(Life victim)
    {
        Count("killed");
        return campaign.KillAsync(victim, TimeSpan.FromMilliseconds(random.NextDouble() * 5));
    }

    private Task StopAsync(Life victim)
    {
        Count("stopped in order");
        return campaign.StopAsync(victim);
    }

    /// <summary>Frozen until another engine has taken over, while that is killed or stopped too, maybe; then let go again, or killed.</summary>
    private async Task FreezeAsync(Life victim)
    {
        var session = campaign.Watch.SessionOf(victim);
        await campaign.FreezeAsync(victim);
        await campaign.HearAsync(() => campaign.Watch.IsOver(session));
        campaign.Clients.LoseHeart(victim);
        if (campaign.Ready.Count >= 2 && random.Next(3) == 0)
        {
            await (random.Next(2) == 0 ? KillAsync(Any(campaign.Ready)) : StopAsync(Any(campaign.Ready)));
        }

        await HearSomeAsync(MostLines / 3);
        if (random.Next(6) == 0)
        {
            Count("killed while frozen");
            await campaign.KillAsync(victim, TimeSpan.Zero);
            return;
        }

        Count("frozen");
        await campaign.ThawAsync(victim);
        await campaign.HearAsync(() => campaign.Watch.SessionOf(victim) > session);
    }

    /// <summary>Cut off from the database until another engine has taken over. It still hears its executors and its clients.</summary>
    private async Task CutOffAsync(Life victim)
    {
        Count("cut off");
        var session = campaign.Watch.SessionOf(victim);
        campaign.CutOff(victim);
        await campaign.HearAsync(() => campaign.Watch.IsOver(session));
        campaign.Clients.LoseHeart(victim);
        await HearSomeAsync(MostLines / 3);
        await campaign.MendAsync(victim, isLost: random.Next(2) == 0);
        await campaign.HearAsync(() => campaign.Watch.SessionOf(victim) > session);
    }

    /// <summary>
    /// Frozen with a save, or a dispatch, on its way, which goes on when another engine has taken over: the save is refused, the dispatch a
    /// repetition.
    /// </summary>
    private async Task HoldAsync(Life victim, string kind)
    {
        Count($"frozen with a {kind} on its way");
        await victim.SayAsync(["hold", kind]);
        campaign.Clients.Favoured = victim;
        while (!campaign.Watch.Holds(victim, kind))
        {
            // One may end without, or be taken over before: then there are others.
            campaign.Start(1);
            await campaign.HearAsync(() => campaign.Watch.Holds(victim, kind) || campaign.Ledger.Unfinished == 0);
        }

        campaign.Clients.Favoured = null;
        var session = campaign.Watch.HeldSession(victim, kind);
        await campaign.FreezeAsync(victim);
        await campaign.HearAsync(() => campaign.Watch.IsOver(session));
        campaign.Clients.LoseHeart(victim);
        await HearSomeAsync(MostLines / 3);
        await campaign.ThawAsync(victim);
        campaign.Watch.Released(victim, kind);
        await victim.SayAsync(["release"]);
        await campaign.HearAsync(() => campaign.Watch.SessionOf(victim) > session && (kind == Dispatch || campaign.Watch.WasRefused(victim, session)));
    }

    /// <summary>Frozen for less than its lease: nothing comes of it.</summary>
    private async Task NapAsync(Life victim)
    {
        Count("frozen for a moment");
        await campaign.FreezeAsync(victim);
        await Task.Delay(random.Next(20, 300));
        await campaign.ThawAsync(victim);
    }

    private async Task HearSomeAsync(int most)
    {
        var enough = campaign.Heard + random.Next(3, most);
        await campaign.HearAsync(() => campaign.Heard >= enough || campaign.Ledger.Unfinished == 0, Moment);
    }

    private Life Any(IReadOnlyList<Life> lives) => lives[random.Next(lives.Count)];

    private void Count(string what) => _made[what] = _made.GetValueOrDefault(what) + 1;
}
