using FlowKit.Descriptors;

namespace FlowKit.Planning;

/// <summary>A <c>pass</c> task, compiled.</summary>
internal sealed class PassNode(PassTask task, NodeParts parts) : TaskNode(task, parts);
