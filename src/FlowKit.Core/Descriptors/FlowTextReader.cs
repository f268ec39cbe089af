using FlowKit.Errors;

namespace FlowKit.Descriptors;

/// <summary>Reads a text that was read as a flow before, whatever its size.</summary>
/// <exception cref="FlowRefusedException">It holds no flow, or has faults of form.</exception>
internal delegate FlowDescriptor FlowTextReader(string text);
