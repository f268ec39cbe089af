namespace FlowKit.Core.Tests.Properties.Reference;

/// <summary>What is answered to something that came from outside.</summary>
internal enum OutsideReply
{
    Accepted,
    Duplicate,
    Refused,
}
