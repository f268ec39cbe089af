using System.Globalization;
using System.Text;

namespace FlowKit.Core.Tests.Properties.Flows;

/// <summary>A random flow for people who look into a failure.</summary>
internal static class ModelText
{
    public static string Of(FlowModel flow)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"flow of seed {flow.Seed}{Time(", limit", flow.Limit)}{Time(", cancelled at", flow.CancelAt)}{Time(", paused at", flow.PauseAt)}{Time(", resumed at", flow.ResumeAt)}");
        text.Append(flow.Targets is { } targets ? $"  targets {string.Join(' ', targets)}{(flow.Force ? ", forced" : "")}\n" : string.Empty);
        foreach (var task in flow.Tasks)
        {
            Add(text, task, "  ");
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, TaskModel task, string indent)
    {
        text.Append(indent).Append(task.Name).Append(' ').Append(task.Kind.ToString().ToLowerInvariant());
        text.Append(Names(" reads", task.Reads)).Append(Names(" ->", task.Next));
        text.Append(string.Concat(task.Defaults.Select(pair => $" default {pair.Key}={pair.Value}")));
        text.Append(Flags(task)).Append(Times(task)).Append(Function(task));
        text.Append(Conditions(" if", task.Conditions));
        foreach (var one in task.Cases)
        {
            var name = one.Condition?.Path("input") ?? "default";
            text.AppendLine().Append(indent).Append($"    case {name}{Names(" ->", one.Next)}{(one.Break ? " break" : "")}");
        }

        text.AppendLine();
        AddInner(text, task, indent + "    ");
    }

    private static void AddInner(StringBuilder text, TaskModel task, string indent)
    {
        foreach (var branch in task.Branches)
        {
            text.Append(indent).AppendLine(CultureInfo.InvariantCulture, $"when {branch.Condition.Path("input")}");
            foreach (var inner in branch.Tasks)
            {
                Add(text, inner, indent + "  ");
            }
        }

        if (task.Loop is { } loop)
        {
            text.Append(indent).AppendLine(
                CultureInfo.InvariantCulture,
                $"each of {loop.Items ?? "context." + loop.ItemsFrom}, at once {loop.Concurrency}, {(loop.FailFast ? "failFast" : "collect")}, tolerate {loop.Tolerate}, batch {loop.Batch}");
            foreach (var inner in loop.Tasks)
            {
                Add(text, inner, indent + "  ");
            }
        }
    }

    private static string Flags(TaskModel task)
    {
        (string Word, bool Holds)[] flags =
        [
            (task.Effect?.ToString() ?? string.Empty, task.Effect is not null),
            ("cached", task.IsCached),
            ("maps nothing out", !task.Writes),
            ("tolerance", task.Tolerance),
            ("degrade.current", task.DegradeCurrent),
            ("degrade.followings", task.DegradeFollowings),
            ("keyCallback", task.KeyCallback),
            ("stream-in", task.StreamInput),
            ("stream-out", task.StreamOutput),
            ("skipOnTimeout", task.SkipOnTimeout),
            ("async", task.IsAsync),
            ("key", task.TellsKey),
            ("writes-nothing", !task.Writes),
            ("fault-in-input", task.Fault == MappingFault.InInput),
            ("fault-in-output", task.Fault == MappingFault.InOutput),
        ];
        return string.Concat(flags.Where(flag => flag.Holds).Select(flag => " " + flag.Word));
    }

    private static string Times(TaskModel task) =>
        Time(" delay", task.Delay) + Time(" timeout", task.Timeout) + Time(" total", task.TotalTimeout);

    private static string Function(TaskModel task)
    {
        var retry = task.Retry is not { } wanted
            ? string.Empty
            : $" retry {wanted.Times} every {Seconds.Of(wanted.Interval)}s x{wanted.Multiplier}{(wanted.Fibonacci ? " fibonacci" : "")}{Time(" max", wanted.MaxInterval)}{Conditions(" if", wanted.Condition is { } one ? [one] : [])}";
        return Conditions(" success", task.SuccessCondition is { } success ? [success] : [])
            + Conditions(" fail", task.FailCondition is { } fail ? [fail] : []) + retry;
    }

    private static string Conditions(string word, IReadOnlyList<ConditionModel> conditions) =>
        conditions.Count == 0 ? string.Empty : $"{word} {string.Join(" and ", conditions.Select(condition => condition.Path("")))}";

    private static string Names(string word, IReadOnlyList<string> names) => names.Count == 0 ? string.Empty : $"{word} {string.Join(",", names)}";

    private static string Time(string word, long ticks) =>
        ticks == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{word} {Seconds.Of(ticks)}s");
}
