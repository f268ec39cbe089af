using FlowKit.Descriptors;
using FlowKit.Values;

namespace FlowKit.Explaining;

/// <summary>An explanation as JSON.</summary>
internal static class ExplanationValue
{
    public static FlowValue Of(FlowExplanation flow) => FlowValue.Object(
        ("flow", flow.Flow),
        ("has_input", flow.HasInput),
        ("targets", flow.Targets is null ? FlowValue.Null : Texts(flow.Targets)),
        ("groups", List(flow.Groups, Group)),
        ("notes", List(flow.Notes, note => FlowValue.Object(("pass", PassText.Of(note.Pass)), ("task", note.Task), ("text", note.Text)))));

    private static FlowValue Group(GroupExplanation group) => FlowValue.Object(
        ("owner", group.Owner),
        ("branch", group.Branch is { } branch ? branch : FlowValue.Null),
        ("condition", group.Condition),
        ("tasks", List(group.Tasks, Task)),
        ("together", List(group.Together, Texts)));

    private static FlowValue Task(TaskExplanation task) => FlowValue.Object(
        ("name", task.Name),
        ("category", task.Category.ToText()),
        ("stage", task.Stage),
        ("does", task.Does),
        ("waits_for", List(task.WaitsFor, wait => FlowValue.Object(("task", wait.Task), ("inferred", wait.Inferred), ("why", wait.Why)))),
        ("reads", Texts(task.Reads)),
        ("writes", Texts(task.Writes)),
        ("conditions", List(task.Conditions, Condition)),
        ("fate", Fate(task.Fate)),
        ("why", task.Why));

    private static FlowValue Condition(ConditionExplanation condition) => FlowValue.Object(
        ("name", condition.Name),
        ("text", condition.Text),
        ("opens", Texts(condition.Opens)),
        ("holds", condition.Holds is { } holds ? holds : FlowValue.Null));

    private static string Fate(TaskFate fate) => fate switch
    {
        TaskFate.Pruned => "pruned",
        TaskFate.Skipped => "skipped",
        _ => "runs",
    };

    private static FlowValue Texts(IEnumerable<string> texts) => List(texts, text => text);

    private static FlowValue List<T>(IEnumerable<T> items, Func<T, FlowValue> value) => FlowValue.Array(items.Select(value));
}
