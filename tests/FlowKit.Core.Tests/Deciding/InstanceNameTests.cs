using FlowKit.Core.Tests.Properties;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Deciding;
using FlowKit.Executions;
using FlowKit.Planning;
using FlowKit.Running;

namespace FlowKit.Core.Tests.Deciding;

public class InstanceNameTests
{
    [Fact]
    public void Every_instance_is_found_by_its_name_and_by_no_other() => Fuzz.EachFlow(200, expected =>
    {
        var run = EngineRun.Run(expected.Flow, expected.Result, RunMode.Usual);
        var saves = run.Store.Saves;
        var header = saves.Last(save => save.Header is not null).Header!;
        var plan = run.Flows.Version(header.Flow, header.FlowVersion)!;
        var state = ExecutionLoader.Read(new(header, saves.Count, [.. saves.Select(save => (ReadOnlyMemory<byte>)save.Bytes)]), plan);
        return Wrong(plan, state, new Random(expected.Flow.Seed));
    });

    private static IEnumerable<string> Wrong(FlowPlan plan, ExecutionState state, Random random)
    {
        foreach (var task in state.Scopes.SelectMany(scope => scope.Tasks))
        {
            var name = InstanceName.Of(plan, task);
            if (!ReferenceEquals(InstanceName.Find(plan, state, name), task))
            {
                yield return $"{name} is not found";
            }

            var spoilt = Spoil(name, random);
            if (InstanceName.Find(plan, state, spoilt) is { } found && InstanceName.Of(plan, found) != spoilt)
            {
                yield return $"'{spoilt}' finds {InstanceName.Of(plan, found)}";
            }
        }
    }

    private static string Spoil(string name, Random random)
    {
        var at = random.Next(name.Length);
        return random.Next(7) switch
        {
            0 => name[..at],
            1 => name[at..],
            2 => name.Insert(at, "-"),
            3 => name.Insert(at, "_0"),
            4 => name + "-" + name,
            5 => name.Insert(at, " "),
            _ => name.Replace("_", "_0", StringComparison.Ordinal),
        };
    }
}
