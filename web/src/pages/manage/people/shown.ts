/** The fields of a person whose refusals stand beside them. */
export const SHOWN = ['name', 'mobile', 'email', 'title', 'job_number', 'dept_id_list'];
