namespace FlowKit.Drawing;

/// <summary>What a picture shows, before anybody knows where it stands.</summary>
/// <param name="Title">The name of the flow, and of an execution its status.</param>
/// <param name="Tasks">The top level.</param>
internal sealed record DrawnFlow(string Title, DrawnGroup Tasks)
{
    /// <summary>Every task, those of boxes behind their box.</summary>
    public IEnumerable<DrawnTask> All() => All(Tasks);

    public bool HasInferredEdges => All().SelectMany(task => task.Groups).Append(Tasks).Any(group => group.Edges.Any(edge => edge.IsInferred));

    private static IEnumerable<DrawnTask> All(DrawnGroup group) =>
        group.Tasks.SelectMany(task => task.Groups.SelectMany(All).Prepend(task));
}
