using FlowKit.Crash.Tests.Lives;
using FlowKit.Crash.Tests.Promises;

namespace FlowKit.Crash.Tests.Sharing;

/// <summary>
/// Those who start executions and do things to them: they say each thing to one of the engines, and to another one when that has gone without
/// an answer.
/// </summary>
internal sealed class Clients(Ledger ledger, Random random)
{
    /// <summary>Who is to be told is chosen here: for the ledger all processes are one.</summary>
    private const int AnyLife = 1;

    /// <summary>Nobody reads what is said to a process that stands still; it must fit into its pipe.</summary>
    private const int MostToFrozen = 20;

    private readonly Dictionary<string, (Command Command, Life Life)> _open = new(StringComparer.Ordinal);

    /// <summary>The one that is told everything; null for any.</summary>
    public Life? Favoured { get; set; }

    /// <summary>Says what may be said to one of those that listen, now and then to one that stands still.</summary>
    public async Task SayAsync(IReadOnlyList<Life> ready, IReadOnlyCollection<Life> frozen)
    {
        if (ready.Count == 0)
        {
            return;
        }

        foreach (var command in ledger.Say(AnyLife))
        {
            var life = Choose(ready, frozen);
            _open[command.Key] = (command, life);
            await life.SayAsync(command.Words);
        }
    }

    /// <summary>A process has ended: what it did not answer is said again.</summary>
    public void Lost(Life life) => Again(life, static _ => true);

    /// <summary>A process does not answer: what may be said twice at a time is said to another one.</summary>
    public void LoseHeart(Life life) => Again(life, static command => command.Kind is "start" or "callback");

    private void Again(Life life, Func<Command, bool> which)
    {
        foreach (var (key, open) in _open.Where(one => one.Value.Life == life && which(one.Value.Command)).ToList())
        {
            _open.Remove(key);
            ledger.SayAgain(key);
        }
    }

    private Life Choose(IReadOnlyList<Life> ready, IReadOnlyCollection<Life> frozen)
    {
        var asleep = frozen.Where(life => _open.Values.Count(open => open.Life == life && !open.Command.IsDone) < MostToFrozen).ToList();
        return Favoured ?? (asleep.Count > 0 && random.Next(8) == 0 ? asleep[random.Next(asleep.Count)] : ready[random.Next(ready.Count)]);
    }
}
