using FlowKit.Descriptors;

namespace FlowKit.Core.Tests.Properties.Flows;

/// <summary>
/// Says of the functions of a random flow what they do to the world outside, so that the optimiser has something to do: chains of calls without
/// an effect, tasks whose result nobody wants, and starts with targets.
/// </summary>
internal sealed class EffectDice
{
    private readonly Random _random;

    // Of so many functions one acts.
    private readonly int _acting;

    private EffectDice(int seed)
    {
        _random = new Random(seed ^ 0x5EED);
        _acting = Chance(2) ? 3 : 12;
    }

    /// <summary>Any flow, times and limits and all.</summary>
    public static FlowModel Throw(int seed) => new EffectDice(seed).WithEffects(FlowDice.Throw(seed));

    /// <summary>A flow in which it makes no difference when things happen: what does not run takes no time.</summary>
    public static FlowModel ThrowTimeless(int seed)
    {
        var dice = new EffectDice(seed);
        var flow = dice.WithEffects(FlowDice.Throw(seed, FlowTraits.ThrowTimeless(new Random(seed))));
        return dice._random.Next(3) > 0 ? flow : flow with
        {
            Targets = [.. flow.Tasks.Where(_ => dice.Chance(4)).Select(task => task.Name).DefaultIfEmpty(flow.Tasks[0].Name)],
            Force = dice.Chance(3),
        };
    }

    private FlowModel WithEffects(FlowModel flow) => flow with { Tasks = [.. flow.Tasks.Select(task => WithEffect(task, isTop: true))] };

    private TaskModel WithEffect(TaskModel task, bool isTop)
    {
        var inner = task with
        {
            Branches = [.. task.Branches.Select(branch => branch with { Tasks = [.. branch.Tasks.Select(one => WithEffect(one, isTop: false))] })],
            Loop = task.Loop is { } loop ? loop with { Tasks = [.. loop.Tasks.Select(one => WithEffect(one, isTop: false))] } : null,
            DegradeCurrent = task.DegradeCurrent || Chance(6),
        };
        return task.Kind != TaskKind.Function || Chance(_acting) ? inner : inner with
        {
            Effect = Chance(2) ? TaskEffect.Pure : TaskEffect.Read,
            IsAsync = task.IsAsync && (task.TellsKey || Chance(4)),

            // What a call gives after its time limit is kept too, and the reference knows of no keeping.
            IsCached = isTop && Chance(8) && task is { Timeout: 0, TotalTimeout: 0 },
            Writes = task.Writes && Chance(2),
        };
    }

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;
}
