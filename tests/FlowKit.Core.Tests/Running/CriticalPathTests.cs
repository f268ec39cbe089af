using System.Text;
using FlowKit.Callbacks;
using FlowKit.Executions;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Running;

/// <summary>
/// On random graphs: where nothing waits, the critical path is the way from a first to a last task that took longest, of all there are; and
/// it took as long as the run.
/// </summary>
public class CriticalPathTests
{
    [Fact]
    public async Task The_critical_path_is_the_longest_of_all_ways()
    {
        for (var seed = 1; seed <= 150; seed++)
        {
            var random = new Random(seed);
            var graph = Graph.Random(random, 1 + random.Next(9));
            var bed = new FlowTestBed(FlowYaml.Load(graph.ToYaml()));
            for (var task = 0; task < graph.Seconds.Length; task++)
            {
                bed.Stubs.On(Graph.Name(task), StubAnswer.Echo.After(TimeSpan.FromSeconds(graph.Seconds[task])));
            }

            var execution = await bed.StartAsync("test:graph", FlowValue.EmptyObject);
            await bed.AdvanceAsync(TimeSpan.FromSeconds(graph.Seconds.Sum() + 1));
            var history = (await bed.CallAsync(engine => engine.GetHistoryAsync(execution.Id)))!;

            var (seconds, way) = graph.LongestWay();
            var told = string.Join(' ', history.CriticalPath);
            Assert.True(string.Join(' ', way.Select(Graph.Name)) == told, $"seed {seed}: {told}\n{graph.ToYaml()}");
            Assert.True(TimeSpan.FromSeconds(seconds) == history.EndedAt - history.StartedAt, $"seed {seed}: {history.EndedAt - history.StartedAt}");
            Assert.All(history.Tasks, one => Assert.Equal(TimeSpan.Zero, one.Value.Waiting));
        }
    }

    [Fact]
    public async Task What_ends_at_the_same_time_is_told_in_its_order()
    {
        var bed = new FlowTestBed(FlowYaml.Load("""
            workspace: test
            dagName: graph
            tasks:
              - { name: end, category: pass }
              - { name: middle, category: pass, next: end }
              - { name: first, category: pass, next: "middle,end,side" }
              - { name: side, category: return, conditions: ["$.input.[?(@.never == 1)]"], next: dropped }
              - { name: dropped, category: pass }
            """));
        var execution = await bed.StartAsync("test:graph", FlowValue.EmptyObject);
        var history = (await bed.CallAsync(engine => engine.GetHistoryAsync(execution.Id)))!;
        Assert.Equal(["first", "middle", "end"], history.CriticalPath);
    }

    [Fact]
    public async Task What_others_went_on_from_by_its_key_part_is_on_it_though_it_never_ended()
    {
        var bed = new FlowTestBed(FlowYaml.Load("""
            workspace: test
            dagName: graph
            tasks:
              - { name: first, category: function, resourceName: function://a, pattern: task_async, next: second, key: true }
              - { name: second, category: function, resourceName: function://b, keyCallback: true }
            """));
        bed.Stubs.On("first", StubAnswer.Accepted);
        bed.Stubs.On("second", StubAnswer.Error("no", retryable: false));
        var execution = await bed.StartAsync("test:graph", FlowValue.EmptyObject);
        await bed.CallAsync(engine => engine.CompleteTaskAsync(execution.Id, new("first", CallbackStatus.KeySucceed)));
        var history = (await bed.CallAsync(engine => engine.GetHistoryAsync(execution.Id)))!;
        Assert.Equal(ExecutionStatus.Failed, history.Status);
        Assert.Equal(["first", "second"], history.CriticalPath);
    }

    [Fact]
    public async Task What_was_cancelled_before_it_began_is_not_on_it()
    {
        var bed = new FlowTestBed(FlowYaml.Load("""
            workspace: test
            dagName: graph
            tasks:
              - { name: first, category: function, resourceName: function://a, next: second }
              - { name: second, category: pass }
            """));
        bed.Stubs.On("first", StubAnswer.Accepted);
        var execution = await bed.StartAsync("test:graph", FlowValue.EmptyObject);
        await bed.CallAsync(engine => engine.CancelAsync(execution.Id));
        Assert.Equal(["first"], (await bed.CallAsync(engine => engine.GetHistoryAsync(execution.Id)))!.CriticalPath);
    }

    /// <summary>Tasks by number; each goes on to some with a greater one, and no two ways take equally long.</summary>
    private sealed record Graph(int[] Seconds, int[][] Next)
    {
        public static Graph Random(Random random, int tasks) => new(
            [.. Enumerable.Range(0, tasks).Select(task => (1 << task) + (random.Next(8) << tasks))],
            [.. Enumerable.Range(0, tasks).Select(task => Enumerable.Range(task + 1, tasks - task - 1).Where(_ => random.Next(3) == 0).ToArray())]);

        public static string Name(int task) => $"t{task}";

        public string ToYaml()
        {
            var text = new StringBuilder("workspace: test\ndagName: graph\ntasks:\n");
            for (var task = 0; task < Seconds.Length; task++)
            {
                text.Append("  - { name: ").Append(Name(task)).Append(", category: function, resourceName: function://a");
                text.Append(Next[task].Length == 0 ? " }\n" : $", next: \"{string.Join(',', Next[task].Select(Name))}\" }}\n");
            }

            return text.ToString();
        }

        public (int Seconds, int[] Way) LongestWay() =>
            Enumerable.Range(0, Seconds.Length).Where(task => !Next.Any(next => next.Contains(task))).SelectMany(WaysFrom)
                .Select(way => (way.Sum(task => Seconds[task]), way)).MaxBy(one => one.Item1);

        private IEnumerable<int[]> WaysFrom(int task) =>
            Next[task].Length == 0 ? [[task]] : Next[task].SelectMany(WaysFrom).Select(way => (int[])[task, .. way]);
    }
}
