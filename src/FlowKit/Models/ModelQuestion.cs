using FlowKit.Values;

namespace FlowKit.Models;

/// <summary>What a model service is asked.</summary>
internal sealed record ModelQuestion(Uri Address, FlowValue Body);
