"""Numbers of a model beyond the point value: bounds, uncertainty, time, common causes, event trees."""
