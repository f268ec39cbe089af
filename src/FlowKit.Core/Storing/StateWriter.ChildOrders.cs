using FlowKit.Executions;

namespace FlowKit.Storing;

/// <summary>What sub-flows are to be told.</summary>
internal sealed partial class StateWriter
{
    /// <summary>What was given or taken in a turn.</summary>
    private void Orders(ExecutionState state, List<int>? touched)
    {
        for (var i = 0; i < touched?.Count; i++)
        {
            Order(state, touched[i]);
        }
    }

    /// <summary>All there is; first the last number, which is not given again.</summary>
    private void Orders(ExecutionState state)
    {
        if (state.ChildOrders is not { } orders)
        {
            return;
        }

        OrderTaken(orders.Last);
        foreach (var number in orders.Open.Keys)
        {
            Order(state, number);
        }
    }

    private void Order(ExecutionState state, int number)
    {
        if (state.ChildOrders is not { } orders || !orders.Open.TryGetValue(number, out var order))
        {
            OrderTaken(number);
            return;
        }

        _bytes.Byte(SaveMark.ChildOrder);
        _bytes.Int(number);
        _bytes.Text(order.Child);
        _bytes.Byte((byte)order.Kind);
        _bytes.OptionalText(order.Reason);
    }

    private void OrderTaken(int number)
    {
        _bytes.Byte(SaveMark.ChildOrderTaken);
        _bytes.Int(number);
    }
}
